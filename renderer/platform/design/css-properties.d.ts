import 'react';

declare module 'react' {
  interface CSSProperties {
    '--given-accent'?: string | undefined;
  }
}
