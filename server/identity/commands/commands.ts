import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { AccountsCommand, carryOutAccounts } from '../administration/command.ts';
import type { AdministrationDeps } from '../administration/deps.ts';
import { AgreementsCommand, carryOutAgreements } from '../agreements/command.ts';
import { AnnounceCommand, carryOutAnnounce } from '../announcements/command.ts';
import type { IdentityContext } from '../context.ts';
import { ApplicationsCommand, carryOutApplications } from '../registrations/command.ts';
import { carryOutSessions, SessionsCommand } from '../sessions/command.ts';
import { carryOutSites, SitesCommand } from '../sites/command.ts';
import { carryOutWorkstations, WorkstationsCommand } from '../workstations/command.ts';
import { closed, refused } from './answers.ts';

/** What the commands ask for, whether they open the data themselves or a server that has them open does it [R3]. */

export interface CommandDeps extends AdministrationDeps {
  /** Absent where no server runs: what is registered, and where it answers, is known while one does. */
  readonly running?: Pick<IdentityContext, 'clients' | 'origin'>;
}

/** So many passwords of an import are hashed at once: few beside people who sign in. */
export interface HowToAnswer {
  readonly atOnce: number;
}

const commands = {
  accounts: command(AccountsCommand, (question, deps, { atOnce }) => carryOutAccounts(question, atOnce, deps)),
  sites: command(SitesCommand, carryOutSites),
  announce: command(AnnounceCommand, carryOutAnnounce),
  agreements: command(AgreementsCommand, carryOutAgreements),
  sessions: command(SessionsCommand, carryOutSessions),
  workstations: command(WorkstationsCommand, carryOutWorkstations),
  applications: command(ApplicationsCommand, carryOutApplications),
};

export type RecordsCommand = keyof typeof commands;

const Asked = Type.Object(
  { command: Type.Enum(Object.keys(commands) as RecordsCommand[]), question: Type.Unknown() },
  closed,
);
export type Asked = Static<typeof Asked>;

/** @param asked as it came; what another version of a command asks is refused */
export async function answerCommand(asked: unknown, deps: CommandDeps, how: HowToAnswer): Promise<object> {
  const answer = Value.Check(Asked, asked) ? await commands[asked.command](asked.question, deps, how) : undefined;
  return answer ?? refused('The server on this data is of another version than this command.');
}

function command<Question extends TSchema>(
  schema: Question,
  carryOut: (question: Static<Question>, deps: CommandDeps, how: HowToAnswer) => Promise<object>,
) {
  return async (question: unknown, deps: CommandDeps, how: HowToAnswer): Promise<object | undefined> =>
    Value.Check(schema, question) ? carryOut(question, deps, how) : undefined;
}
