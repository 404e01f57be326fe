import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeploymentOptions } from '../../../server/deployment.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

export const reason = 'ticket 4711';

/** A training deployment in which somebody looks after accounts. */
export async function startAdministration(options: Partial<DeploymentOptions> = {}) {
  const data = await temporaryFolder();
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ data, clock, ...options });
  const mails = async () =>
    (await readdir(join(data, 'mail')).catch(() => []))
      .filter((name) => name.endsWith('.eml'))
      .toSorted((a, b) => (a < b ? -1 : 1));
  return {
    data,
    clock,
    portal,
    applications,
    mails,
    admin: await signedInVisitor(portal, 'it.admin'),
    support: await signedInVisitor(portal, 'support.lee'),
    trail: async () =>
      (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { event: string; account?: string; detail?: Record<string, string> }),
    /** The mail with such a line that an act leads to; one of what came before it may still be on its way. */
    mailAfter: async <T>(act: () => Promise<T>, has = /^/): Promise<{ result: T; mail: string }> => {
      const before = await mails();
      const result = await act();
      const mail = await eventually(async () => {
        const added = (await mails()).filter((each) => !before.includes(each));
        const texts = await Promise.all(added.map((name) => readFile(join(data, 'mail', name), 'utf8')));
        const found = texts.find((text) => has.test(text));
        if (found === undefined) throw new Error('no such mail came');
        return found;
      });
      return { result, mail };
    },
  };
}

export const act = (visitor: Visitor, action: string, username: string, more: object = {}) =>
  visitor.send('POST', `/api/accounts/${action}`, { username, reason, ...more });

export const problemOf = async (response: Response) => (await response.json()) as ProblemDetails;

export const codeLine = /^password: ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})\r?$/m;
/** The one-time code in a mail. */
export const codeIn = (mail: string) => codeLine.exec(mail)![1]!;
export const verificationIn = (mail: string) => /^(\d{4} \d{4})\r?$/m.exec(mail)![1]!;
