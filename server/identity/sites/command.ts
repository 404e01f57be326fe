import { type Static, Type } from 'typebox';
import { KeptSite } from '../../../shared/identity/api/sites.ts';
import { closed, Failed, Refused, refused } from '../commands/answers.ts';
import type { IdentityContext } from '../context.ts';
import { createSite, keptSites, renameSite, setClosed, type SiteOutcome } from './sites.ts';

/** What `npm run sites` asks for [R3]. */

const text = Type.String();

export const SitesCommand = Type.Union([
  Type.Object({ verb: Type.Literal('list') }, closed),
  Type.Object({ verb: Type.Enum(['create', 'rename']), id: text, name: text }, closed),
  Type.Object({ verb: Type.Enum(['close', 'open']), id: text }, closed),
]);
export type SitesCommand = Static<typeof SitesCommand>;

export const SitesAnswer = Type.Union([
  Type.Object({ outcome: Type.Enum(['listed', 'changed', 'unchanged']), sites: Type.Array(KeptSite) }, closed),
  Refused,
  Failed,
]);
export type SitesAnswer = Static<typeof SitesAnswer>;

export async function carryOutSites(
  command: SitesCommand,
  deps: Pick<IdentityContext, 'store' | 'audit'>,
): Promise<SitesAnswer> {
  if (command.verb === 'list') return { outcome: 'listed', sites: await keptSites(deps) };
  const outcome = await changed(command, deps);
  if (typeof outcome === 'object') return refused(`The site ${outcome.unfit}.`);
  if (outcome === 'not found') return refused(`There is no site with the ID ${command.id}.`);
  if (outcome === 'taken') return refused(`There is a site with the ID ${command.id} already.`);
  return { outcome: outcome === 'done' ? 'changed' : outcome, sites: await keptSites(deps) };
}

function changed(
  command: Exclude<SitesCommand, { verb: 'list' }>,
  deps: Pick<IdentityContext, 'store' | 'audit'>,
): Promise<SiteOutcome> {
  const id = command.id.trim();
  switch (command.verb) {
    case 'create':
      return createSite({ id, name: command.name.trim() }, 'command line', deps);
    case 'rename':
      return renameSite({ id, name: command.name.trim() }, 'command line', deps);
    case 'close':
    case 'open':
      return setClosed(id, command.verb === 'close', 'command line', deps);
  }
}
