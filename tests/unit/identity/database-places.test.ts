import { expect, test } from 'vitest';
import { placesOf } from '../../../server/store/postgres/primary.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';

const at = (host: string, port: number) => ({ host, port });

test.each([
  ['one name', 'db.clinic.example', undefined, [at('db.clinic.example', 5432)]],
  ['one name and its port', 'db.clinic.example', 5433, [at('db.clinic.example', 5433)]],
  ['a port in the name', 'db.clinic.example:5433', undefined, [at('db.clinic.example', 5433)]],
  ['several, of which one has its own port', ['db1', 'db2:6000'], 5433, [at('db1', 5433), at('db2', 6000)]],
  [
    'addresses',
    ['10.0.0.1:1', '::1', '[::1]:2', '2001:db8::5'],
    undefined,
    [at('10.0.0.1', 1), at('::1', 5432), at('::1', 2), at('2001:db8::5', 5432)],
  ],
  ['the folder of a socket', '/run/postgresql', undefined, [at('/run/postgresql', 5432)]],
  [
    'what only looks like a port, or like brackets',
    ['db:5433x', '/run/a:b:5433', '[a]b', 'a[b]'],
    undefined,
    [at('db:5433x', 5432), at('/run/a:b', 5433), at('[a]b', 5432), at('a[b]', 5432)],
  ],
])('[R7] the servers of a database are read from the settings: %s', (_what, host, port, places) => {
  const postgres = { host, ...(port !== undefined && { port }), database: 'kiosk', user: 'kiosk' };
  checkedSettings({ store: { postgres } }, 'The settings');
  expect(placesOf(postgres)).toEqual(places);
});

test('[R7] a list of servers without any is refused', () => {
  const postgres = { host: [], database: 'kiosk', user: 'kiosk' };
  expect(() => checkedSettings({ store: { postgres } }, 'The settings')).toThrow(SettingsError);
});
