import { type Static, Type } from 'typebox';
import { EnrolmentCode, Workstation, workstationName } from '../../../shared/identity/api/workstations.ts';
import { entryBy } from '../actor.ts';
import type { AdministrationDeps } from '../administration/deps.ts';
import { closed, Failed, reasonFor, Refused, refused } from '../commands/answers.ts';
import { newEnrolment, revoke } from './enrolment.ts';
import { knownWorkstations } from './known-workstations.ts';

/** What `npm run workstations` asks for [K8]. */

const text = Type.String();

export const WorkstationsCommand = Type.Union([
  Type.Object({ verb: Type.Literal('list') }, closed),
  Type.Object({ verb: Type.Literal('code'), name: text }, closed),
  Type.Object({ verb: Type.Literal('revoke'), workstation: text, reason: text }, closed),
]);
export type WorkstationsCommand = Static<typeof WorkstationsCommand>;

export const WorkstationsAnswer = Type.Union([
  Type.Object({ outcome: Type.Enum(['listed', 'changed']), workstations: Type.Array(Workstation) }, closed),
  Type.Object({ outcome: Type.Literal('code'), name: text, ...EnrolmentCode.properties }, closed),
  Refused,
  Failed,
]);
export type WorkstationsAnswer = Static<typeof WorkstationsAnswer>;

export async function carryOutWorkstations(
  command: WorkstationsCommand,
  deps: AdministrationDeps,
): Promise<WorkstationsAnswer> {
  const { audit } = deps;
  if (command.verb === 'list') return { outcome: 'listed', workstations: await knownWorkstations(deps) };
  if (command.verb === 'code') {
    const name = command.name.trim();
    if (name.length < workstationName.minimum || name.length > workstationName.maximum) {
      return refused(`A workstation's name has ${workstationName.minimum} to ${workstationName.maximum} characters.`);
    }
    await audit.record(entryBy('command line', 'workstation.code-made', { name }));
    return { outcome: 'code', name, ...(await newEnrolment(name, deps)) };
  }
  const given = reasonFor(command);
  if ('outcome' in given) return given;
  const enrolled = (await knownWorkstations(deps)).filter(({ revoked }) => !revoked);
  const meant = enrolled.filter(({ id, name }) => id === command.workstation || name === command.workstation);
  const [only, another] = meant;
  if (only === undefined) return refused(`No workstation ${command.workstation} is enrolled.`);
  if (another !== undefined) {
    return refused(
      `Several workstations are called ${only.name}; give the ID: ${meant.map(({ id }) => id).join(', ')}.`,
    );
  }
  if (!(await revoke(only.id, deps))) return refused(`${only.name} was revoked just now.`);
  await audit.record({ ...entryBy('command line', 'workstation.revoked', given), workstation: only.id });
  return { outcome: 'changed', workstations: await knownWorkstations(deps) };
}
