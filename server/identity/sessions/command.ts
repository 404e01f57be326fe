import { type Static, Type } from 'typebox';
import { administration as administrationTexts } from '../../../shared/identity/texts/en/administration.ts';
import { usernameKey } from '../accounts/username.ts';
import type { AdministrationDeps } from '../administration/deps.ts';
import { closed, Failed, reasonFor, Refused, refused } from '../commands/answers.ts';
import { keyOf } from '../support/supported-account.ts';
import { nameOfWorkstation } from '../workstations/enrolment.ts';
import { endSession } from './end-session.ts';
import type { PortalSession } from './portal-sessions.ts';

/** What `npm run sessions` asks for: who is signed in, and signing them out [R3]. */

const text = Type.String();

export const SessionsCommand = Type.Union([
  Type.Object({ verb: Type.Literal('list'), username: Type.Optional(text) }, closed),
  Type.Object({ verb: Type.Literal('end'), username: text, reason: text, session: Type.Optional(text) }, closed),
]);
export type SessionsCommand = Static<typeof SessionsCommand>;

export const OpenSession = Type.Object({
  /** By which it is ended; it opens nothing. */
  session: text,
  username: text,
  /** As what it was enrolled; null where it was not. */
  workstation: Type.Union([text, Type.Null()]),
  /** Milliseconds since 1970. */
  since: Type.Integer(),
  lastActive: Type.Integer(),
});
export type OpenSession = Static<typeof OpenSession>;

export const SessionsAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('listed'), sessions: Type.Array(OpenSession) }, closed),
  Type.Object({ outcome: Type.Literal('ended'), ended: Type.Integer() }, closed),
  Refused,
  Failed,
]);
export type SessionsAnswer = Static<typeof SessionsAnswer>;

export async function carryOutSessions(command: SessionsCommand, deps: AdministrationDeps): Promise<SessionsAnswer> {
  const { accounts, audit, sessions } = deps;
  const account =
    command.username === undefined ? undefined : (await accounts.find('usernameKey', usernameKey(command.username)))[0];
  if (command.username !== undefined && account === undefined) return refused(administrationTexts.refused['not found']);
  const by = 'command line';
  if (command.verb === 'list') {
    const open = account
      ? await sessions.findByAccount(account.id)
      : (await sessions.all()).filter((each) => sessions.isLive(each));
    // Before anything is shown: it says who works where.
    await audit.record({
      event: 'accounts.listed',
      ...(account && { account: account.id }),
      detail: { by, sessions: String(open.length) },
    });
    const newestFirst = open.toSorted((a, b) => b.createdAt - a.createdAt);
    return { outcome: 'listed', sessions: await Promise.all(newestFirst.map((each) => shown(each, deps))) };
  }
  const given = reasonFor(command);
  if ('outcome' in given) return given;
  const { session: key } = command;
  const open = await sessions.findByAccount(account!.id);
  const ending = open.filter((each) => key === undefined || keyOf(each) === key);
  if (key !== undefined && ending.length === 0) return refused(`${command.username} has no open session ${key}.`);
  const detail = { by, ...given, ...(key !== undefined && { sessions: 'one' }) };
  await audit.record({ event: 'account.signed-out', account: account!.id, detail });
  for (const { id } of ending) await endSession(id, 'administrator', deps);
  return { outcome: 'ended', ended: ending.length };
}

async function shown(session: PortalSession, deps: AdministrationDeps): Promise<OpenSession> {
  const { accountId, workstation, createdAt: since, lastHumanAt: lastActive } = session;
  return {
    session: keyOf(session),
    username: (await deps.accounts.get(accountId))?.username ?? accountId,
    workstation: (await nameOfWorkstation(workstation, deps)) ?? null,
    since,
    lastActive,
  };
}
