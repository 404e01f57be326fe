import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Account } from '../../../server/identity/accounts/account.ts';
import { fromCell, toCell } from '../../../server/csv/cells.ts';
import { exportAccounts } from '../../../server/identity/import/export-accounts.ts';
import { readRows } from '../../../server/identity/import/read-rows.ts';
import { limits } from '../../../shared/contract/limits.ts';

const header = 'username,name,email,roles,sites,password_hash';
const ssha = `{SSHA}${Buffer.alloc(28, 1).toString('base64')}`;
const csv = (...rows: string[]) => [header, ...rows].join('\n');
const row = (username: string, changes: { name?: string; email?: string; roles?: string; sites?: string } = {}) =>
  [username, changes.name ?? 'Pat Example', changes.email ?? 'pat@clinic.example']
    .concat(changes.roles ?? 'clinic-staff', changes.sites ?? '', '')
    .join(',');
const refusedAt = async (text: string) => (await readRows(text)).refused.map(({ line, field }) => `${line} ${field}`);

test('[S4] a row becomes an account’s data', async () => {
  const { rows, refused } = await readRows(
    csv(`pat,Pat Example,pat@clinic.example,clinic-staff;point-of-contact,007:One: North;8:Two,${ssha}`),
  );
  expect(refused).toEqual([]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    line: 2,
    username: 'pat',
    usernameKey: 'pat',
    name: 'Pat Example',
    email: 'pat@clinic.example',
    roles: ['clinic-staff', 'point-of-contact'],
    sites: [
      { id: '007', name: 'One: North' },
      { id: '8', name: 'Two' },
    ],
    password: { scheme: { scheme: 'sha', hash: 'sha1' } },
  });
});

test.each([
  ['plain', '00001234567'],
  ['as a spreadsheet writes text', '="00001234567"'],
  ['the same, quoted by the book', '"=""00001234567"""'],
])('[S5] a username keeps its leading zeros: %s', async (_, cell) => {
  expect((await readRows(csv(row(cell)))).rows[0]).toMatchObject({
    username: '00001234567',
    usernameKey: '00001234567',
  });
});

test('[S5] a site’s id keeps its leading zeros, through a spreadsheet too', async () => {
  const read = await readRows(csv(row('a', { sites: '0042:One' }), row('b', { sites: '="0042:One"' })));
  expect(read.rows.map(({ sites }) => sites)).toEqual([[{ id: '0042', name: 'One' }], [{ id: '0042', name: 'One' }]]);
});

test('[S5] digits that are too few for an employee number get a hint, and are imported', async () => {
  const { rows, hints } = await readRows(csv(row('1234567'), row('00001234567'), row('pat7')));
  expect(rows).toHaveLength(3);
  expect(hints).toEqual([{ line: 2, field: 'username', reason: expect.stringContaining('leading zeros') }]);
});

test.each([
  ['without a byte order mark', ''],
  ['with a byte order mark', '\uFEFF'],
])('[S4] a UTF-8 file is read %s', async (_, mark) => {
  const { rows, refused } = await readRows(
    mark + csv(row('josé', { name: 'José Núñez' })).replace('username', '"username"'),
  );
  expect(refused).toEqual([]);
  expect(rows[0]).toMatchObject({ username: 'josé', name: 'José Núñez' });
});

test.each([
  ['LF', '\n'],
  ['CR LF', '\r\n'],
  ['CR', '\r'],
])('[S4] a remark names the line where its row begins, past quoted line ends and empty lines (%s)', async (_, end) => {
  const text = [
    header,
    '',
    'a,Pat Example,pat@clinic.example,clinic-staff,"1:One;',
    '2:Two",',
    'b,Pat Example,no address,clinic-staff,,',
    ',,,,,',
    'c,"Pat',
    'Example",pat@clinic.example,clinic-staff,,',
    'd,Pat Example,pat@clinic.example,clinic-staff,,,x',
  ].join(end);
  expect(await refusedAt(text)).toEqual(['5 email', '7 name', '9 row']);
  expect((await readRows(text)).rows[0]!.sites).toHaveLength(2);
});

test.each([
  ['an empty username', row(''), 'username'],
  ['a username that is too long', row('x'.repeat(129)), 'username'],
  ['a control character in the username', row('a\u0007b'), 'username'],
  ['an empty name', row('a', { name: '' }), 'name'],
  ['a name that is too long', row('a', { name: 'x'.repeat(201) }), 'name'],
  ['an empty email', row('a', { email: '' }), 'email'],
  ['no email', row('a', { email: 'pat at clinic' }), 'email'],
  ['two emails', row('a', { email: 'a@b.example;c@d.example' }), 'email'],
  ['an email with a line of its own', row('a', { email: '"a@b.example\nBcc: c@d.example"' }), 'email'],
  ['no role', row('a', { roles: '' }), 'roles'],
  ['an unknown role', row('a', { roles: 'clinic-staff;root' }), 'roles'],
  ['a role by another object’s property', row('a', { roles: 'constructor' }), 'roles'],
  ['a site without a name', row('a', { sites: '0042' }), 'sites'],
  ['a site twice', row('a', { sites: '1:One;1:One' }), 'sites'],
  ['too many sites', row('a', { sites: Array.from({ length: 201 }, (_, id) => `${id}:x`).join(';') }), 'sites'],
  ['an unreadable hash', `${row('a')}letmein`, 'password_hash'],
])('[S4] a row with %s is refused by its field', async (_, text, field) => {
  expect(await refusedAt(csv(text))).toEqual([`2 ${field}`]);
});

test('[S4] everything that is wrong with a row is said at once', async () => {
  expect(await refusedAt(csv('a,,nobody,nothing,nowhere,letmein'))).toEqual([
    ...['2 name', '2 email', '2 roles', '2 sites', '2 password_hash'],
  ]);
});

test.each([
  ['nothing in it', '', /empty/],
  ['an unknown column', `${header},shoe_size\n`, /"shoe_size"/],
  ['a missing column', 'username,name,roles\n', /lacks the column email/],
  ['a column twice', `${header},name\n`, /name twice/],
  ['no header', row('a'), /names of its columns/],
  ['a quote that is never closed', csv(row('a'), '"b'), /never closed/],
  ['another encoding', csv(row('a', { name: 'Jos\uFFFD' })), /UTF-8/],
  ['half a character', csv(row('a', { name: 'x\uD800' })), /UTF-8/],
  ['too many rows', csv(...Array.from({ length: limits.import.rows + 1 }, (_, n) => `${n}`)), /50000 rows/],
  ['too many bytes', csv('x'.repeat(limits.import.fileBytes)), /larger than 12 MB/],
])('[S4] a file with %s is refused as a whole', async (_, text, reason) => {
  const { readable, rows, refused } = await readRows(text);
  expect(readable).toBe(false);
  expect(rows).toEqual([]);
  expect(refused).toEqual([{ line: expect.any(Number), field: 'file', reason: expect.stringMatching(reason) }]);
});

test('[S4] no remark repeats a hash, wherever the file has it', async () => {
  const bad = '$2b$99$abcdefghijklmnopqrstuujdb6KNhYfaQwBQoFTpGCKy77BKP42dy';
  const cells = ['a', 'Pat Example', 'pat@clinic.example', 'clinic-staff', '', ''];
  const files = [
    `a,Pat,pat@clinic.example,${bad}\n`,
    `username,${bad}\n`,
    ...cells.map((_, at) => csv(cells.with(at, bad).join(','))),
    csv(`"${bad}`),
    csv(`a,"b"${bad}",,,,`),
  ];
  for (const text of files) expect(JSON.stringify((await readRows(text)).refused)).not.toContain('abcdefghij');
});

test('[S5] a cell that is exported is read back as it was, and no spreadsheet runs it', () => {
  const meaning = fc.string({ unit: 'grapheme' }).map((text) => text.trim().replace(/\r\n?/g, '\n'));
  const nasty = fc.constantFrom('=1+1', "'=1", '-7', '+1@x', '@a', '="0001"', "''-", '00012', '"', 'a,b', "O'Neil");
  fc.assert(
    fc.property(fc.oneof(meaning, nasty), fc.boolean(), (text, forSpreadsheet) => {
      const [[cell]] = parse(`${toCell(text, forSpreadsheet)},end`) as [[string, string]];
      expect(fromCell(cell)).toBe(text);
      expect(cell).not.toMatch(/^[+\-@\t\r]|^=(?!"\d+"$)/);
    }),
    { numRuns: 1000 },
  );
});

const account = (changes: Partial<Account>): Account => ({
  id: 'x',
  username: 'pat',
  usernameKey: 'pat',
  name: 'Pat',
  email: 'pat@clinic.example',
  roles: ['clinic-staff'],
  sites: [],
  status: 'active',
  password: { hash: 'SECRET', changedAt: 0 },
  formerPasswords: ['SECRET'],
  securityQuestions: [],
  ...changes,
});

test.each([true, false])(
  '[S5] an export (for a spreadsheet: %s) is a file that an import reads, zeros and all',
  async (forSpreadsheet) => {
    const exported = exportAccounts(
      [
        account({
          username: '00001234567',
          usernameKey: '00001234567',
          name: '=SUM(A1)',
          sites: [{ id: '007', name: 'a,b' }],
        }),
        account({ username: 'gone', usernameKey: 'gone', status: 'disabled' }),
      ],
      { forSpreadsheet },
    );
    expect(exported).not.toContain('SECRET');
    const { rows, refused } = await readRows(exported);
    expect(refused).toEqual([]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ username: '00001234567', name: '=SUM(A1)', sites: [{ id: '007', name: 'a,b' }] });
  },
);

const asExcel = [
  ['a comma', ','],
  ['a semicolon', ';'],
  ['a tab', '\t'],
  ['an upright line', '|'],
] as const;

test.each(asExcel)(
  '[S4] a file whose cells are parted by %s is read, with and without a line that says so',
  async (_, by) => {
    const text = [
      'username,name,email,roles,sites'.replaceAll(',', by),
      ['="00001234567"', 'Pat Example', 'pat@clinic.example', '"clinic-staff;point-of-contact"', '"1:One;2:Two"'].join(
        by,
      ),
      ['b', 'Pat Example', 'no address', 'clinic-staff', ''].join(by),
    ].join('\n');
    for (const [before, line] of [
      ['', 3],
      [`sep=${by}\n`, 4],
      [`\uFEFF"sep=${by}"\n`, 4],
    ] as const) {
      const { rows, refused } = await readRows(before + text);
      expect(rows).toMatchObject([{ username: '00001234567', roles: ['clinic-staff', 'point-of-contact'] }]);
      expect(rows[0]!.sites).toHaveLength(2);
      expect(refused).toMatchObject([{ line, field: 'email' }]);
    }
  },
);

test('[S4] roles that a file with semicolons does not quote are refused and never become something else', async () => {
  const columns = header.replaceAll(',', ';');
  expect(await refusedAt(`${columns}\na;Pat;a@b.example;clinic-staff;administrator;;`)).toEqual(['2 sites']);
  expect(await refusedAt(`${columns}\na;Pat;a@b.example;clinic-staff;administrator;1:One;;x`)).toEqual(['2 row']);
});

test('[S4] a file that says an unknown character between its cells is refused with what is wrong', async () => {
  expect((await readRows(`sep=#\n${csv(row('a'))}`)).refused).toEqual([
    { line: 1, field: 'file', reason: expect.stringMatching(/parts its cells/) },
  ]);
});

test.each([
  [
    'in another case, order and spacing',
    ' E-Mail ,USERNAME,Password Hash, Roles,name',
    'a@b.example,a,,clinic-staff,Pat',
  ],
  ['with an empty column at its end', 'username,name,email,roles,', 'a,Pat,a@b.example,clinic-staff,'],
  ['with several, which the rows lack', 'username,name,email,roles,,,', 'a,Pat,a@b.example,clinic-staff'],
  ['without what its rows have at their end', 'username,name,email,roles', 'a,Pat,a@b.example,clinic-staff,,,'],
  ['of which rows lack the last cells', header, 'a,Pat,a@b.example,clinic-staff'],
  ['with an invisible character in a name', 'username,\u200Bname,email,roles', 'a,Pat,a@b.example,clinic-staff'],
])('[S4] a header %s is read', async (_, columns, cells) => {
  const { rows, refused } = await readRows(`${columns}\n${cells}\n,,,\n \n,,,,,,\n`);
  expect(refused).toEqual([]);
  expect(rows).toMatchObject([{ username: 'a', name: 'Pat', email: 'a@b.example', roles: ['clinic-staff'] }]);
});

test('[S4] a row that lacks cells that every account needs is refused with their names', async () => {
  expect((await readRows(csv('a,Pat,a@b.example'))).refused).toEqual([
    { line: 2, field: 'row', reason: expect.stringMatching(/missing: roles/) },
  ]);
});

test.each([
  ['a total beneath', csv(row('a'), 'Total,1,,,,'), 3, /total/],
  ['a count beneath', csv(row('a'), ',"Count: 1",,,,'), 3, /total/],
  [
    'instructions under the header',
    csv('required,full name,one address,"ids, required",optional,optional', row('a')),
    2,
    /belongs/,
  ],
])('[S4] %s the rows are no account, and the report says what to do', async (_, text, line, reason) => {
  const read = await readRows(text);
  expect(read.rows).toHaveLength(1);
  expect(read.refused).toEqual([{ line, field: 'row', reason: expect.stringMatching(reason) }]);
});

const damaged = [
  ...['1.23457E+10', '1,23457E+10', '1E+10', '1.2e-5', '1234567.0', '1234567,00', '12.5'],
  ...['1,234,567', '1.234.567', '1 234 567', '1\u00A0234\u202F567', "1'234'567"],
  ...['3/4/2026', '2026-03-04', '3.4.26', '2026-03-04 00:00:00', '4-Mar', '04-Mar-26', 'Mar-26'],
  ...['#REF!', '#N/A', '#NAME?', '########'],
];

test.each(damaged)(
  '[S5] %s, as a spreadsheet leaves it, becomes no username, no name and no site’s id',
  async (text) => {
    const said = (at: 'username' | 'name' | 'sites') =>
      readRows(
        csv(
          at === 'username'
            ? row(`"${text}"`)
            : row('a', at === 'name' ? { name: `"${text}"` } : { sites: `"${text}:One;2:Two"` }),
        ),
      );
    for (const field of ['username', 'name', 'sites'] as const) {
      const { rows, refused } = await said(field);
      expect(rows).toEqual([]);
      expect(refused).toEqual([
        { line: 2, field, reason: expect.stringMatching(/formatted as text|error that a spreadsheet/) },
      ]);
    }
  },
);

test.each(['12:30', '42:17:00', '12:30 PM', '36:00:00.0'])(
  '[S5] sites that became the time %s are refused',
  async (sites) => {
    expect((await readRows(csv(row('a', { sites })))).refused).toEqual([
      { line: 2, field: 'sites', reason: expect.stringMatching(/is a time/) },
    ]);
  },
);

test('[S5] whoever means what looks like a number writes it as a text', async () => {
  expect((await readRows(csv(row('="1234567.0"'), row('="1E+10"')))).rows).toMatchObject([
    { username: '1234567.0' },
    { username: '1E+10' },
  ]);
  for (const fair of ['1e5', 'nur-12', '123-45-6789', '0042', 'mary', 'jan26', 'a.b', '10.0.0.1']) {
    expect((await readRows(csv(row(fair)))).rows, fair).toMatchObject([{ username: fair }]);
  }
});

test('[S4] cells that were moved do not make a person of digits', async () => {
  expect(await refusedAt(csv(row('a', { name: '00001234567' })))).toEqual(['2 name']);
});

const unseen = ['\u200B', '\u200E', '\u202A', '\u202E', '\u2060', '\u00AD', '\u061C', '\u3164', '\uFE0F'];

test.each(unseen.map((character) => [character.codePointAt(0)!.toString(16).toUpperCase(), character]))(
  '[S5] U+%s, which nobody sees, is refused by name in a username, name, email, site and role',
  async (code, character) => {
    const read = await readRows(
      csv(
        row(`maria.garcia${character}`),
        row(`ma${character}ria`),
        row('a', { name: `Pat${character} Example` }),
        row('b', { email: `pat${character}@clinic.example` }),
        row('c', { sites: `00${character}42:One` }),
        row('d', { sites: `0042:On${character}e` }),
        row('e', { roles: `clinic-staff${character}` }),
      ),
    );
    expect(read.rows).toEqual([]);
    expect(read.refused.map(({ field }) => field)).toEqual([
      ...['username', 'username', 'name', 'email', 'sites', 'sites', 'roles'],
    ]);
    for (const { reason, field } of read.refused) {
      if (field !== 'roles') expect(reason).toMatch(new RegExp(`U\\+0*${code}`));
    }
  },
);

test('[S4] a file in another encoding names the line in which that shows', async () => {
  const bytes = Buffer.from(csv(row('a'), row('b', { name: 'José Núñez' })), 'latin1');
  expect((await readRows(new TextDecoder().decode(bytes))).refused).toEqual([
    { line: 3, field: 'file', reason: expect.stringMatching(/UTF-8/) },
  ]);
});
