import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { HeldCertificate } from '../../../shared/identity/api/server-state.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';

/** Every certificate that the settings name, as it lies in its file now: a renewed one is taken over without a restart. */
export function heldCertificates({ server, mllp, audit }: Settings): Promise<HeldCertificate[]> {
  const { certificateFile, authorityFile } = server?.tls ?? {};
  const collector = audit?.syslog;
  return Promise.all([
    ...(certificateFile === undefined ? [] : [read('server', certificateFile)]),
    ...(authorityFile === undefined ? [] : [read('authority', authorityFile)]),
    ...(mllp?.senders ?? []).map((sender) => read('sender', sender.certificateFile)),
    ...(collector?.authorityFile === undefined ? [] : [read('collector', collector.authorityFile)]),
    ...(collector?.certificateFile === undefined ? [] : [read('collector-client', collector.certificateFile)]),
  ]);
}

async function read(use: HeldCertificate['use'], file: string): Promise<HeldCertificate> {
  try {
    const { subject, subjectAltName, validToDate } = new X509Certificate(await readFile(file));
    // Names that are checked stand beside the subject, which often has none.
    const name = subjectAltName?.replaceAll(/(DNS|IP Address):/g, '') ?? subject.replaceAll('\n', ', ');
    return { use, file, name, endsAt: validToDate.getTime() };
  } catch {
    // One that is being replaced: the server looks by itself whether it can be used, and says so in its log.
    return { use, file };
  }
}
