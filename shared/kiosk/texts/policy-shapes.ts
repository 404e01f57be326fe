/** What a text must be; completes "must be …". */
export const policyShapeTexts = {
  address:
    'a web address that begins with https:// (http:// only for this machine itself), without user name or password',
  origin:
    'an origin such as https://example.org: https:// (http:// only for this machine itself), host, perhaps a port',
  file: 'the full path of a file on this machine',
  fingerprint: 'the 64 hexadecimal digits of a SHA-256 fingerprint, without colons',
  exitCodeHash: 'the line that --hash-exit-code made',
  name: 'one line of readable characters',
  email: 'an e-mail address',
  timeZone: 'the IANA name of a time zone, such as America/Chicago',
  host: 'the name or the address of a machine',
} as const;
