import { expect, test } from 'vitest';
import { SettingsError } from '../../server/settings.ts';
import { StoreNotOpenedError, StoreUnavailableError } from '../../server/store/contract.ts';
import { isDatabaseAddress, settingsOfAddress } from '../../server/store/postgres/address.ts';
import { explained, isHere, nameOf } from '../../server/store/postgres/connect.ts';
import { asStoreError, codeOf, isConflict, isUnavailable } from '../../server/store/postgres/failures.ts';
import { saysNoPrimary } from '../../server/store/postgres/primary.ts';

const coded = (code: string, message = '') => Object.assign(new Error(message), { code });

test('[R2] which failures of a database may pass, and which are of the work itself', () => {
  const passing = [
    ...['08006', '28P01', '53100', '57P01', '55P03', '25P03', '25P04', '25006', '40001', '40P01'],
    ...['ECONNRESET', 'EPIPE', 'EMFILE', 'ENFILE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETDOWN'],
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER', 'CERT_HAS_EXPIRED'],
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ].map((code) => coded(code));
  const messages = ['Connection terminated', 'timeout exceeded when trying to connect', 'Query read timeout'];
  for (const error of [
    ...passing,
    ...messages.map((message) => new Error(message)),
    Object.assign(coded('EACCES'), { syscall: 'connect' }),
    new SettingsError('the file of the password cannot be read'),
  ]) {
    expect(isUnavailable(error), String(error)).toBe(true);
    const told = asStoreError(error) as Error;
    expect(told).toBeInstanceOf(StoreUnavailableError);
    const reason = codeOf(error) || error.message;
    expect([told.message, told.cause]).toEqual([`the database cannot be used now (${reason})`, error]);
  }
  const ofTheWork = [
    ...['23505', '22008', '42P01', 'MY_ECONNRESET', 'EPIPE_', 'ENOENT'].map((code) => coded(code)),
    coded('23505', 'connection terminated'),
    new Error('changed its mind'),
    new StoreUnavailableError('connection terminated'),
    { message: 'connection terminated' },
    Object.assign(new Error('with a number'), { code: 40001 }),
    'a text',
    null,
    undefined,
  ];
  for (const [at, error] of ofTheWork.entries()) expect(asStoreError(error), `${at}`).toBe(error);
  expect([undefined, null, 'a text', {}, { code: 8 }, coded('08006')].map(codeOf)).toEqual([
    '',
    '',
    '',
    '',
    '',
    '08006',
  ]);
  expect(['40001', '40P01', '08006', ''].map((code) => isConflict(coded(code)))).toEqual([true, true, false, false]);
  const noPrimary = ['25006', '57P01', '57P02', '57P03', '57014', ''].map((code) => saysNoPrimary(coded(code)));
  expect(noPrimary).toEqual([true, true, true, true, false, false]);
});

test('[R2] whoever starts the server is told which database it is about, and what to do', () => {
  const settings = { host: ['db1', 'db2:6000', '/run/postgresql'], database: 'kiosk', user: 'portal' };
  const where = 'kiosk on db1:5432, db2:6000, /run/postgresql';
  expect(nameOf(settings)).toBe(where);
  const secure = `There is no secure connection to the database ${where}: why.`;
  const refused = `The database ${where} refuses portal: check the user, passwordFile and pg_hba.conf (why).`;
  const told: readonly (readonly [error: Error, message: string])[] = [
    [coded('3D000'), `There is no database ${where}; create it, owned by portal.`],
    [coded('42501', 'why'), `portal may not do what is needed in the database ${where} (why); see docs/postgresql.md.`],
    [coded('28P01', 'why'), refused],
    [new Error('SASL: why'), refused.replace('(why)', '(SASL: why)')],
    ...['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'].map(
      (code) => [coded(code, 'why'), secure] as const,
    ),
    ...['ERR_TLS_X', 'ERR_SSL_X'].map((code) => [coded(code, 'why'), secure] as const),
    [
      new Error('The server does not support SSL connections'),
      secure.replace('why', 'The server does not support SSL connections'),
    ],
    [coded('X_ERR_TLS', 'why'), `The database ${where} cannot be used: why.`],
    [coded('12828'), `The database ${where} cannot be used: 12828.`],
  ];
  for (const [error, message] of told) {
    const said = explained(error, settings) as Error;
    expect(said).toBeInstanceOf(StoreNotOpenedError);
    expect([said.message, said.cause]).toEqual([message, error]);
  }
  for (const said of [new StoreNotOpenedError('said already'), new SettingsError('said already')]) {
    expect(explained(said, settings)).toBe(said);
  }
  expect(['/run/postgresql', 'localhost', '127.0.0.1', '::1', 'db1', 'run/', ''].map(isHere)).toEqual([
    ...[true, true, true, true],
    ...[false, false, false],
  ]);
});

test('[R2] an address of a database says what its settings say, and one that cannot be used is refused without repeating it', () => {
  const named = (address: string) => settingsOfAddress(address).store.postgres;
  expect(named('postgresql://kiosk%40tx@[::1]/k')).toStrictEqual({ host: '::1', user: 'kiosk@tx', database: 'k' });
  expect(named('postgres://u@%2Frun%2Fpostgresql/k')).toStrictEqual({
    host: '/run/postgresql',
    user: 'u',
    database: 'k',
  });
  const elsewhere = { host: 'db.example', user: 'u', database: 'k' };
  expect(named('postgres://u@db.example/k')).toStrictEqual({ ...elsewhere, tls: {} });
  expect(named('postgres://u@db.example/k?authorityFile=/a.pem')).toStrictEqual({
    ...elsewhere,
    tls: { authorityFile: '/a.pem' },
  });
  expect(named('postgres://u@localhost/k?authorityFile=/a.pem')).toStrictEqual({
    ...{ host: 'localhost', user: 'u', database: 'k' },
    tls: { authorityFile: '/a.pem' },
  });
  expect(named('postgres://u@localhost:5433/k?passwordFile=/p')).toStrictEqual({
    host: 'localhost',
    port: 5433,
    user: 'u',
    database: 'k',
    passwordFile: '/p',
  });
  expect(named('postgres://u@a%5Bb%5D/k').host).toBe('a[b]');
  expect(named('postgres://u@%5Ba%5Db/k').host).toBe('[a]b');
  const refused = {
    'not an address': /^The address of the database is not postgres:\/\/USER@HOST:PORT\/DATABASE\.$/,
    'postgres://': /is not postgres:\/\/USER@HOST:PORT\/DATABASE/,
    'postgres://db.example/k': /is not postgres:/,
    'postgres://u@db.example': /is not postgres:/,
    'postgres://%zz@db.example/k': /is not postgres:/,
    'postgres://u:hunter2@db.example/k': /holds the password/,
    'postgres://u@db.example/k?password=hunter2':
      /has what does not exist: password\. It may have passwordFile, authorityFile\.$/,
    'postgres://u@h/k?a=1&b=2': /has what does not exist: a, b\./,
    'postgres://u@/k': /is not postgres:/,
    'postgres://u@%5B%5D/k': /is not postgres:/,
    'postgres://u@db.example:0/k': /^The address of the database cannot be used: store\.postgres\.port/,
  };
  for (const [address, why] of Object.entries(refused)) {
    expect(() => settingsOfAddress(address), address).toThrow(why);
    expect(() => settingsOfAddress(address), address).not.toThrow('hunter2');
  }
});

test('[R2] whatever begins as an address of a database is one, and no file', () => {
  const are = ['postgres://u@h/d', 'POSTGRESQL:x', 'a postgres://u@h/d', 'postgres', 'postgresq://', 'settings.json'];
  expect(are.map(isDatabaseAddress)).toEqual([true, true, false, false, false, false]);
});
