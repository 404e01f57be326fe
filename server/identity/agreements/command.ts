import { type Static, Type } from 'typebox';
import {
  KeptAgreementVersion,
  NewAgreementVersion,
  NotAccepted,
} from '../../../shared/identity/api/agreement-versions.ts';
import { closed, Failed, Refused, refused, refusedFields } from '../commands/answers.ts';
import type { IdentityContext } from '../context.ts';
import { notAccepted } from './not-accepted.ts';
import { keptVersions, withdrawVersion, writeVersion } from './written-versions.ts';

/** What `npm run agreements` asks for [A1, A2]. */

export const AgreementsCommand = Type.Union([
  Type.Object({ verb: Type.Literal('list') }, closed),
  Type.Object({ verb: Type.Literal('not-accepted') }, closed),
  Type.Object({ verb: Type.Literal('write'), agreement: NewAgreementVersion }, closed),
  Type.Object({ verb: Type.Literal('withdraw'), version: Type.String() }, closed),
]);
export type AgreementsCommand = Static<typeof AgreementsCommand>;

export const AgreementsAnswer = Type.Union([
  Type.Object({ outcome: Type.Enum(['listed', 'changed']), versions: Type.Array(KeptAgreementVersion) }, closed),
  Type.Object({ outcome: Type.Literal('not accepted'), ...NotAccepted.properties }, closed),
  Refused,
  Failed,
]);
export type AgreementsAnswer = Static<typeof AgreementsAnswer>;

export async function carryOutAgreements(
  command: AgreementsCommand,
  deps: Pick<IdentityContext, 'store' | 'audit' | 'clock' | 'timeZone' | 'acceptances' | 'accounts'>,
): Promise<AgreementsAnswer> {
  if (command.verb === 'list') return { outcome: 'listed', versions: await keptVersions(deps) };
  if (command.verb === 'not-accepted') {
    return { outcome: 'not accepted', ...(await notAccepted('command line', deps)) };
  }
  const outcome =
    command.verb === 'write'
      ? await writeVersion(command.agreement, 'command line', deps)
      : await withdrawVersion(command.version, 'command line', deps);
  if (outcome === 'not found') return refused('There is no version of that name that could be withdrawn.');
  if (outcome !== 'done') return refusedFields(outcome.fields);
  return { outcome: 'changed', versions: await keptVersions(deps) };
}
