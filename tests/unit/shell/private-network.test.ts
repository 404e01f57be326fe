import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPrivateHost } from '../../../main/security/private-network.ts';

const hostOf = (address: string) => new URL(address).hostname;

describe('[K4] private is', () => {
  test.each([
    // This machine, however it is spelled.
    ...['http://127.0.0.1/', 'http://127.255.255.254/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://2130706433/'],
    ...[
      'http://0x7f000001/',
      'http://127.1/',
      'http://0/',
      'http://0.0.0.0/',
      'http://１２７.０.０.１/',
      'http://127.0.0.1./',
    ],
    ...[
      'http://localhost/',
      'http://LOCALHOST./',
      'http://a.localhost/',
      'http://loc%61lhost/',
      'http://localhost.localdomain/',
    ],
    // The clinic's network.
    ...[
      'http://10.0.0.1/',
      'http://172.16.0.1/',
      'http://172.31.255.255/',
      'http://192.168.1.1/',
      'http://0xc0a80101/',
    ],
    ...['http://3232235777/', 'http://169.254.169.254/', 'http://100.64.0.1/', 'http://100.127.255.255/'],
    ...['http://224.0.0.1/', 'http://255.255.255.255/', 'http://198.18.0.1/', 'http://192.0.0.8/'],
    ...['http://printer/', 'http://printer./', 'http://nas.local/', 'http://NAS.Local./', 'http://ehr.internal/'],
    ...['http://router.home.arpa/', 'http://scanner.lan/', 'http://server.corp/'],
    // IPv6, and IPv4 inside it.
    ...['http://[::1]/', 'http://[::]/', 'http://[0:0:0:0:0:0:0:1]/', 'http://[fe80::1]/', 'http://[fd00::1]/'],
    ...['http://[fc00::1]/', 'http://[fec0::1]/', 'http://[ff02::1]/', 'http://[::ffff:127.0.0.1]/'],
    ...[
      'http://[::ffff:10.0.0.1]/',
      'http://[::ffff:a9fe:a9fe]/',
      'http://[::127.0.0.1]/',
      'http://[64:ff9b::7f00:1]/',
    ],
    ...['http://[2002:7f00:1::]/', 'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/'],
  ])('%s', (address) => {
    expect(isPrivateHost(hostOf(address))).toBe(true);
  });
});

describe('[K4] public is', () => {
  test.each([
    ...['https://immtrac.dshs.texas.gov/', 'https://8.8.8.8/', 'https://11.0.0.1/', 'https://172.15.255.255/'],
    ...['https://172.32.0.1/', 'https://192.167.255.255/', 'https://100.63.255.255/', 'https://100.128.0.1/'],
    ...['https://126.255.255.255/', 'https://128.0.0.1/', 'https://169.253.0.1/', 'https://223.255.255.255/'],
    ...['https://[2600::1]/', 'https://[::ffff:8.8.8.8]/', 'https://localhost.example.com/', 'https://local.example/'],
    ...['https://10.0.0.1.example.com/', 'https://127.0.0.1.nip.io/', 'https://notlocal.example/'],
    ...['https://mylocalhost.example/', 'https://xn--lcalhost-h4a.example/'],
  ])('%s', (address) => {
    expect(isPrivateHost(hostOf(address))).toBe(false);
  });
});

test('[K4] no host at all is private, and so is what is no address of a host', () => {
  for (const host of ['', '.', '..', '[', '[]', '\0', 'fe80::1%eth0', '[fe80::1%25eth0]']) {
    expect(isPrivateHost(host), host).toBe(true);
  }
  // A megabyte is answered at once.
  expect(isPrivateHost(`${'a.'.repeat(500_000)}local`)).toBe(true);
  expect(isPrivateHost('.'.repeat(1_000_000))).toBe(true);
  expect(isPrivateHost(`${'.'.repeat(1_000_000)}example`)).toBe(false);
});

test('[K4] every private IPv4 address is private in each of its spellings', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const privateAddress = fc.oneof(
    fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  );
  fc.assert(
    fc.property(privateAddress, ([a, b, c, d]) => {
      const number = ((a * 256 + b) * 256 + c) * 256 + d;
      const hex = (value: number) => value.toString(16);
      for (const spelling of [
        `${a}.${b}.${c}.${d}`,
        `${a}.${b}.${c * 256 + d}`,
        `${a}.${(b * 256 + c) * 256 + d}`,
        `${number}`,
        `0x${hex(number)}`,
        `0x${hex(a)}.0${b.toString(8)}.${c}.${d}`,
        `[::ffff:${a}.${b}.${c}.${d}]`,
        `[::ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
      ]) {
        expect(isPrivateHost(hostOf(`http://${spelling}/`)), spelling).toBe(true);
      }
    }),
  );
});

test('[K4] whatever stands in place of a host, there is an answer', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.ipV6(), fc.ipV4Extended()), (host) => {
      expect(typeof isPrivateHost(host)).toBe('boolean');
    }),
  );
});
