import 'react';

declare module 'react' {
  interface CSSProperties {
    '--page-accent'?: string | undefined;
    '--accent'?: string | undefined;
  }
}
