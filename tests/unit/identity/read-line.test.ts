import { expect, test } from 'vitest';
import { CommandError } from '../../../server/command-line/command.ts';
import { readLine } from '../../../server/command-line/read-line.ts';

const why = ['--reason', 'ticket 4711'];

test.each(['-Dq_1xZ', '--7xZ_-', '-', '--Dq=', 'plain'])(
  '[K8] an ID that is copied from a list is taken as it is: %j',
  (id) => {
    expect(readLine('workstations', ['revoke', id, ...why])).toMatchObject({ verb: 'revoke', words: [id] });
    expect(readLine('workstations', [...why, '--json', 'revoke', id])).toMatchObject({ words: [id], json: true });
    const line = readLine('sessions', ['end', 'maria.garcia', '--session', id, ...why]);
    expect([line.words, line.value('session'), line.value('reason')]).toEqual([['maria.garcia'], id, 'ticket 4711']);
  },
);

test.each([
  [['revoke', 'x', '--reson', 'why'], /Unknown option '--reson'/],
  [['revoke', 'x', '--reason'], /^Nothing stands after --reason\./],
  [['revoke', 'x', '--reason', '--json'], /^Nothing stands after --reason\./],
  [['revoke', '-x', '-y', ...why], /After revoke comes/],
])('[R3] a line that is not understood is refused: %j', (given, text) => {
  expect(() => readLine('workstations', given)).toThrow(text);
  expect(() => readLine('workstations', given)).toThrow(CommandError);
});

test('[R3] after two hyphens everything is a word', () => {
  expect(readLine('workstations', ['revoke', ...why, '--', '--json'])).toMatchObject({
    words: ['--json'],
    json: false,
  });
});
