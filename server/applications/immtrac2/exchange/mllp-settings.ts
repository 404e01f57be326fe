import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Settings } from '../../../../shared/kiosk/settings.ts';
import { SettingsError } from '../../../settings.ts';
import type { MllpOptions, MllpSender } from '../../platform/mllp-options.ts';

/**
 * Who may send over MLLP, by the settings.
 * @throws SettingsError naming the setting and what is wrong with it
 */
export async function mllpOf({ mllp, server }: Settings): Promise<Omit<MllpOptions, 'secured'> | undefined> {
  if (mllp === undefined) return undefined;
  if (server === undefined) throw new SettingsError('mllp: messages are only taken within TLS; give server, too');
  const senders = await Promise.all(
    mllp.senders.map(async ({ certificateFile, ...sender }, at): Promise<MllpSender> => {
      const where = `mllp.senders[${at}].certificateFile`;
      try {
        const certificate = new X509Certificate(await readFile(certificateFile));
        return { ...sender, fingerprint: certificate.fingerprint256 };
      } catch (error) {
        throw new SettingsError(
          `${where}: ${certificateFile} cannot be read as a certificate: ${(error as Error).message}`,
        );
      }
    }),
  );
  const known = new Set(senders.map(({ fingerprint }) => fingerprint));
  if (known.size < senders.length) throw new SettingsError('mllp.senders: two senders have the same certificate');
  return { host: server.listen ?? '::', port: mllp.port, senders };
}
