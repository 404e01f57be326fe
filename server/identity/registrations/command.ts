import { type Static, Type } from 'typebox';
import { ConnectionResult, Registered } from '../../../shared/identity/api/registrations.ts';
import { entryBy } from '../actor.ts';
import { closed, Failed, Refused, refused } from '../commands/answers.ts';
import type { IdentityContext } from '../context.ts';
import { testConnection } from './connection-test.ts';
import { registered } from './registered.ts';

/** What `npm run applications` asks for [J2]. */

export const ApplicationsCommand = Type.Union([
  Type.Object({ verb: Type.Literal('list') }, closed),
  Type.Object({ verb: Type.Literal('test'), id: Type.String() }, closed),
]);
export type ApplicationsCommand = Static<typeof ApplicationsCommand>;

export const ApplicationsAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('listed'), ...Registered.properties }, closed),
  Type.Object({ outcome: Type.Enum(['reached', 'not reached']), results: Type.Array(ConnectionResult) }, closed),
  Refused,
  Failed,
]);
export type ApplicationsAnswer = Static<typeof ApplicationsAnswer>;

interface Deps extends Pick<IdentityContext, 'audit'> {
  readonly running?: Pick<IdentityContext, 'clients' | 'origin'>;
}

export async function carryOutApplications(
  command: ApplicationsCommand,
  { audit, running }: Deps,
): Promise<ApplicationsAnswer> {
  if (running === undefined) {
    return refused('No server runs on this data, so nothing is signed on to. Start it, and ask again.');
  }
  if (command.verb === 'list') return { outcome: 'listed', ...registered(running) };
  const client = running.clients.find(({ id }) => id === command.id);
  if (client === undefined) return refused(`No application ${command.id} is registered.`);
  await audit.record(entryBy('command line', 'application.tested', { application: client.id }));
  const results = await testConnection(client);
  return { outcome: results.every(({ outcome }) => outcome === 'reached') ? 'reached' : 'not reached', results };
}
