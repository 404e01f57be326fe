import { createElement, Fragment } from 'react';
import { aroundNumbersIn } from './numbers-in.ts';

/** Text whose numbers no line breaks at their hyphens, where one reads on at the next and takes it for another. */
export function Whole({ children: text }: { children: string }) {
  const parts = aroundNumbersIn(text).map((part, turn) =>
    turn % 2 === 0 ? part : createElement('span', { className: 'whole' }, part),
  );
  // By their places, which are all that tells them apart.
  return createElement(Fragment, null, ...parts);
}
