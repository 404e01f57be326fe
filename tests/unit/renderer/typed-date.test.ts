import { expect, test } from 'vitest';
import { typedDate } from '../../../renderer/platform/design/typed-date.ts';

test.each([
  ['05/04/2019', '2019-05-04'],
  ['5/4/2019', '2019-05-04'],
  [' 05 / 04 / 2019 ', '2019-05-04'],
  ['05-04-2019', '2019-05-04'],
  ['05.04.2019', '2019-05-04'],
  ['2019-05-04', '2019-05-04'],
  ['05042019', '2019-05-04'],
  ['20190504', '2019-05-04'],
  ['02/29/2024', '2024-02-29'],
])('[L3] a date that is typed, pasted or scanned as “%s” is understood', (text, date) => {
  expect(typedDate(text)).toBe(date);
});

test.each(['', 'today', '13/01/2019', '02/29/2023', '00/10/2019', '5/4/19', '05/04/0019', '2019-05', '201905041'])(
  '[L3] “%s” is no date, and none is guessed',
  (text) => expect(typedDate(text)).toBeUndefined(),
);
