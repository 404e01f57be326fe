// The library looks for its metadata when it is loaded.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** Certificates for a clinic that has no certificate authority: one of its own, and the server's under it [R2]. */

/** PEM. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly key: string;
}

cryptoProvider.set(webcrypto);

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const nameConstraintsId = '2.5.29.30';
const day = 24 * 3600 * 1000;
const lifetime = { authority: 3650 * day, server: 397 * day } as const;
/** Clocks of workstations differ. */
const earlier = day;

/** An authority that can vouch for this one name and for nothing else, so that its key is worth little to a thief. */
export async function makeAuthority(name: string, now: number): Promise<CertifiedKey> {
  const keys = await generate();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(now, lifetime.authority),
    serialNumber: serialNumber(),
    name: [{ CN: [`Enterprise Portal authority for ${name}`] }],
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new Extension(nameConstraintsId, true, onlyFor(name)),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificate: pem(certificate), key: await privateKey(keys) };
}

/** A certificate for the server of that name, signed by the authority. */
export async function makeServerCertificate(name: string, authority: CertifiedKey, now: number): Promise<CertifiedKey> {
  const keys = await generate();
  const issuer = new X509Certificate(authority.certificate);
  const [der] = PemConverter.decode(authority.key);
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der!, algorithm, false, ['sign']);
  const certificate = await X509CertificateGenerator.create({
    ...validity(now, lifetime.server),
    serialNumber: serialNumber(),
    // A name here would be taken for a host's, also where it is an address.
    subject: [{ O: ['Enterprise Portal server'] }],
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([{ type: isIP(name) === 0 ? 'dns' : 'ip', value: name }]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      // By its key, because an authority that is made anew has the same name.
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { certificate: pem(certificate), key: await privateKey(keys) };
}

function validity(now: number, duration: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now - earlier), notAfter: new Date(now + duration) };
}

/** Positive, as RFC 5280 wants it. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0]! &= 0x7f;
  bytes[0]! |= 0x40;
  return bytes.toString('hex');
}

/** RFC 5280 §4.2.1.10: each kind of name is limited by itself, so the kinds that are not used are excluded whole. */
function onlyFor(name: string): ArrayBuffer {
  const everyIPv4 = new GeneralName({ iPAddress: '0.0.0.0/0' });
  const everyIPv6 = new GeneralName({ iPAddress: '::/0' });
  const everyHost = new GeneralName({ dNSName: '' });
  const { permitted, excluded } = {
    0: { permitted: new GeneralName({ dNSName: name }), excluded: [everyIPv4, everyIPv6] },
    4: { permitted: new GeneralName({ iPAddress: `${name}/32` }), excluded: [everyHost, everyIPv6] },
    6: { permitted: new GeneralName({ iPAddress: `${name}/128` }), excluded: [everyHost, everyIPv4] },
  }[isIP(name) as 0 | 4 | 6];
  const subtrees = (names: GeneralName[]) => new GeneralSubtrees(names.map((base) => new GeneralSubtree({ base })));
  return AsnConvert.serialize(
    new NameConstraints({ permittedSubtrees: subtrees([permitted]), excludedSubtrees: subtrees(excluded) }),
  );
}

async function generate(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function pem(certificate: X509Certificate): string {
  return `${certificate.toString('pem')}\n`;
}

async function privateKey({ privateKey: key }: webcrypto.CryptoKeyPair): Promise<string> {
  return `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}
