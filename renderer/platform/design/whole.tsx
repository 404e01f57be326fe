import type { ReactNode } from 'react';

/** Numbers with hyphens, such as those of telephones and of orders: `800-348-9158`, `(512) 555-0100`, `VA-2400165`. */
const numbers = /(?:\(\d{3}\) )?[\dA-Z]+(?:-[\dA-Z]*\d[\dA-Z]*)+/g;

/** Text whose numbers no line breaks at their hyphens, where one reads on at the next and takes it for another. */
export function Whole({ children: text }: { children: string }): ReactNode {
  const parts: ReactNode[] = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(numbers)) {
    parts.push(
      text.slice(end, index),
      <span key={index} className="whole">
        {number}
      </span>,
    );
    end = index + number.length;
  }
  return [...parts, text.slice(end)];
}
