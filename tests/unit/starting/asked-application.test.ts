import { assert, constantFrom, oneof, property, string, stringMatching, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { askedApplication } from '../../../main/starting/asked-application.ts';

const asksFor = (id: string) => ({ kind: 'application', id });
const nothing = { kind: 'nothing' };
const refused = { kind: 'refused' };
const id = stringMatching(/^[a-z][a-z0-9-]{0,31}$/);

test('[K1] an application is asked for by two words, by one, or by a link', () => {
  expect(askedApplication(['kiosk', '--open', 'immtrac2'])).toEqual(asksFor('immtrac2'));
  expect(askedApplication(['kiosk', '--open=immtrac2'])).toEqual(asksFor('immtrac2'));
  expect(askedApplication(['kiosk', 'portal-kiosk://open/immtrac2'])).toEqual(asksFor('immtrac2'));
});

test('[K1] scheme and host of a link in another case are the same, the application is not', () => {
  expect(askedApplication(['PORTAL-KIOSK://Open/vaos'])).toEqual(asksFor('vaos'));
  expect(askedApplication(['portal-kiosk://open/VAOS'])).toEqual(refused);
  expect(askedApplication(['--open=Vaos'])).toEqual(refused);
});

test('[K1] a start without a request asks for nothing, whatever else is given', () => {
  for (const given of [[], ['kiosk', '.'], ['--user-data-dir=/tmp/x', 'immtrac2', '--opened=vaos', '-open=vaos']]) {
    expect(askedApplication(given)).toEqual(nothing);
  }
});

test('[K1] the first argument that asks decides, also when it is refused', () => {
  expect(askedApplication(['--open=vaos', 'portal-kiosk://open/syntropi'])).toEqual(asksFor('vaos'));
  expect(askedApplication(['portal-kiosk://evil/', '--open=vaos'])).toEqual(refused);
});

test.each([
  '--open',
  '--open=',
  '--open=--no-sandbox',
  '--open=vaos/../immtrac2',
  `--open=${'a'.repeat(33)}`,
  `--open=${'a'.repeat(1_000_000)}`,
  '--open=vaos\n',
  'portal-kiosk:',
  'portal-kiosk:vaos',
  'portal-kiosk:/open/vaos',
  'portal-kiosk:///open/vaos',
  'portal-kiosk://open',
  'portal-kiosk://open/',
  'portal-kiosk://open//vaos',
  'portal-kiosk://open/vaos/',
  'portal-kiosk://open/vaos/immtrac2',
  'portal-kiosk://open/%76aos',
  'portal-kiosk://open/vaos%2Fx',
  'portal-kiosk://open/..%2f..%2fvaos',
  'portal-kiosk://open/vaos?then=https://evil.example',
  'portal-kiosk://open/vaos#x',
  'portal-kiosk://open/vaos ',
  'portal-kiosk://open/vaos\n',
  'portal-kiosk://open:80/vaos',
  'portal-kiosk://user:secret@open/vaos',
  'portal-kiosk://open@evil/vaos',
  'portal-kiosk://open\\vaos',
  'portal-kiosk://open/--remote-debugging-port=9222',
])('[K1] refused: %.60s', (given) => {
  expect(askedApplication([given])).toEqual(refused);
});

test('[K1] a switch after --open is no application', () => {
  expect(askedApplication(['--open', '--user-data-dir=/tmp/x'])).toEqual(refused);
});

test('[K1] what is exactly an id behind one of the two forms comes out, and nothing else, whatever goes in', () => {
  const start = constantFrom('--open=', 'portal-kiosk://open/', 'Portal-Kiosk://OPEN/', 'portal-kiosk:', '--open', '');
  const tail = oneof(
    string(),
    string({ unit: 'binary' }),
    id,
    tuple(id, string()).map((parts) => parts.join('')),
  );
  const exact = /^(?:--open=|[Pp]ortal-[Kk]iosk:\/\/(?:open|OPEN)\/)([a-z][a-z0-9-]{0,31})$/;
  let came = 0;
  assert(
    property(start, tail, (before, after) => {
      const asked = askedApplication([before + after]);
      const inside = exact.exec(before + after)?.[1];
      if (inside === undefined) {
        expect(asked.kind).not.toBe('application');
      } else {
        expect(asked).toEqual(asksFor(inside));
        came += 1;
      }
    }),
  );
  expect(came).toBeGreaterThan(0);
});

test('[K1] every id comes through each form', () => {
  assert(
    property(id, (each) => {
      for (const given of [['--open', each], [`--open=${each}`], [`portal-kiosk://open/${each}`]]) {
        expect(askedApplication(given)).toEqual(asksFor(each));
      }
    }),
  );
});
