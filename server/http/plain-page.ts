import { createHash } from 'node:crypto';

/**
 * Pages that the server writes itself, where a renderer's page cannot stand in. No script; the one style is within the
 * page, because a server that refuses a request may not be asked for more, and the policy names it by its hash.
 */

export interface PlainPage {
  readonly title: string;
  readonly text?: string | undefined;
  /** Trusted markup below the text. */
  readonly markup?: string;
}

export function plainPage({ title, text, markup = '' }: PlainPage): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>${plainCss}</style></head>
<body><main><h1>${escape(title)}</h1>${text ? `<p>${escape(text)}</p>` : ''}${markup}</main></body></html>`;
}

const plainCss = `body{margin:0;background:#f1f4f6;color:#17232e;font:1rem/1.5 system-ui,'Segoe UI',Arial,sans-serif}
main{max-width:34rem;margin:4rem auto;padding:1.5rem;border:1px solid #c9d3da;border-radius:.375rem;background:#fff}
h1{margin:0;font-size:1.625rem;line-height:1.25}
button,a.button{display:inline-block;box-sizing:border-box;min-height:2.75rem;padding:.5rem 1rem;border:1px solid #12405f;border-radius:.375rem;
background:#12405f;color:#fff;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
:focus-visible{outline:3px solid #b35900;outline-offset:2px}`;

/** What `style-src` allows. */
export const plainStyle = `'sha256-${createHash('sha256').update(plainCss).digest('base64')}'`;

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
