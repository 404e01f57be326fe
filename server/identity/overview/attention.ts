import type { Attention } from '../../../shared/identity/api/overview.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { lastBackup } from '../../backup/last-backup.ts';
import { capacityOf } from '../capacity.ts';
import type { IdentityContext } from '../context.ts';
import { heldCertificates } from '../server-state/certificates.ts';

export type AttentionDeps = Pick<
  IdentityContext,
  'accounts' | 'clock' | 'mail' | 'settings' | 'shipping' | 'comfortableAccounts' | 'data'
>;

/** What somebody who looks after the server should see to. */
export async function attentionFor(deps: AttentionDeps): Promise<Attention> {
  const [capacity, certificate, mail, trail, backup] = await Promise.all([
    capacityNow(deps),
    certificateThatEnds(deps),
    mailThatWaits(deps),
    trailThatWaits(deps),
    oldBackup(deps),
  ]);
  return {
    ...(capacity && { capacity }),
    ...(certificate && { certificate }),
    ...(mail && { mail }),
    ...(trail && { trail }),
    ...(backup && { backup }),
  };
}

async function capacityNow(deps: AttentionDeps): Promise<Attention['capacity']> {
  const { accounts, comfortable, level } = await capacityOf(deps);
  if (comfortable === null || level === 'plenty') return undefined;
  return { accounts, comfortable, over: level === 'over the limit' };
}

/** Behind a proxy there is none here. */
async function certificateThatEnds({ settings, clock }: AttentionDeps): Promise<Attention['certificate']> {
  const { endsAt } = (await heldCertificates(settings)).find(({ use }) => use === 'server') ?? {};
  return endsAt !== undefined && endsAt - clock.now() < limits.overview.certificateEndsWithin ? { endsAt } : undefined;
}

async function mailThatWaits({ mail, clock }: AttentionDeps): Promise<Attention['mail']> {
  const { waiting, since } = await mail.waiting();
  if (since === undefined || clock.now() - since < limits.overview.mailWaitsFor) return undefined;
  return { waiting, since, leaves: mail.leaves };
}

async function trailThatWaits({ shipping, clock }: AttentionDeps): Promise<Attention['trail']> {
  const { waiting = 0, since } = (await shipping?.waiting()) ?? {};
  if (since === undefined || clock.now() - since < limits.overview.trailWaitsFor) return undefined;
  return { waiting, since };
}

/** Where backups are made otherwise, the server knows of none and says nothing. */
async function oldBackup({ data, clock }: AttentionDeps): Promise<Attention['backup']> {
  const lastAt = (await lastBackup(data))?.at;
  return lastAt !== undefined && clock.now() - lastAt > limits.overview.backupOlderThan ? { lastAt } : undefined;
}
