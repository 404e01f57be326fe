import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runCases } from '../../forecast-cases/cases.ts';

const runner = fileURLToPath(new URL('../../forecast-cases/run.ts', import.meta.url));
const healthy = 'id,group,dob,sex,assessment,history,doses,series_status,forecast_no,earliest,recommended,past_due';
const risk = 'id,group,dob,sex,assessment,observations,doses,series_status,forecast_no,earliest,recommended,past_due';

describe('[I6] test cases of people who are healthy and of those with a risk', () => {
  test('pass where forecast and doses are as expected', () => {
    const rows = [
      healthy,
      '1,HepB,2025-11-10,F,2025-11-10,,,Not complete,1,2025-11-10,2025-11-10,2025-12-07',
      '2,MMR,2024-05-04,M,2025-11-10,,2025-04-29|03|MSD|Not Valid|Age: Too Young,not complete,1,2025-05-27,2025-05-27,2025-10-01',
    ];
    expect(runCases(rows.join('\n'))).toEqual({ cases: 2, passed: 2, differences: [] });
  });

  test('have observations, and types of series in their doses', () => {
    const rows = [
      risk,
      'a,YF,1990-03-01,F,2025-11-10,"045||Journey; with, commas",,Not Complete,1,1990-12-01,1990-12-01,',
    ];
    expect(runCases(rows.join('\n'))).toEqual({ cases: 1, passed: 1, differences: [] });
    const shot = [risk, 'a,YF,1990-03-01,F,2025-11-10,045||Journey,2025-11-10|37|PMC|Valid|risk|,Complete,,,,'];
    expect(runCases(shot.join('\n')).passed).toBe(1);
  });

  test('say what differs: case, field, what was expected and what came', () => {
    const row =
      '1,HepB,2025-11-10,F,2025-11-10,,2025-11-10|08||Not Valid|Age: Too Young,Complete,2,2025-12-08,2025-12-10,';
    expect(runCases(`${healthy}\n${row}`).differences).toEqual([
      { id: '1', field: 'series_status', expected: 'Complete', got: 'not complete' },
      { id: '1', field: 'past_due', expected: '', got: '2026-03-09' },
      { id: '1', field: 'status of dose 1', expected: 'Not Valid', got: 'valid' },
      { id: '1', field: 'reason of dose 1', expected: 'Age: Too Young', got: '' },
    ]);
  });

  test.each([
    ['expects nothing', '1,HepB,2025-11-10,F,2025-11-10,,,,,,,', 'series_status'],
    ['has no birth date', '1,HepB,,F,2025-11-10,,,Not complete,1,,,', 'dob'],
    ['has a day that does not exist', '1,HepB,2025-02-29,F,2025-11-10,,,Not complete,1,,,', 'dob'],
    [
      'has a dose that nothing is expected of',
      '1,HepB,2025-01-01,F,2025-11-10,,2025-01-01|08|||,Not complete,1,,,',
      'dose 1',
    ],
    ['is about no group that there is', '1,Pox,2025-01-01,F,2025-11-10,,,Not complete,1,,,', 'group'],
    [
      'has a reason that nobody knows',
      '1,HepB,2025-11-10,F,2025-11-10,,2025-11-10|08||Valid|Because,Not complete,2,2025-12-08,2025-12-10,2026-03-09',
      'reason of dose 1',
    ],
  ])('never pass where one %s', (_, row, field) => {
    const { passed, differences } = runCases(`${healthy}\n${row}`);
    expect(passed).toBe(0);
    expect(differences.map((each) => each.field)).toContain(field);
  });

  test('are run by command: a line with the count, and one for each difference', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cases-'));
    const file = join(folder, 'cases.csv');
    await writeFile(file, `${healthy}\n1,HepB,2025-11-10,F,2025-11-10,,,Not complete,1,2025-11-10,2025-11-10,\n`);
    const run = spawnSync(process.execPath, [runner, '--cases', file], { encoding: 'utf8' });
    await rm(folder, { recursive: true });
    expect(run.stdout).toBe('passed 0 of 1\n1, past_due, expected nothing, got 2025-12-07\n');
    expect(run.status).toBe(1);
  });

  test('are refused where a column is missing', () => {
    expect(() => runCases('id,group,dob\n1,HepB,2025-11-10')).toThrow(/no column sex, assessment/);
  });
});
