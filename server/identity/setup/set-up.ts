import { unfitEmail, unfitName, unfitSites, unfitUsername } from '../../../shared/identity/account-fields.ts';
import type { SetUpRequest } from '../../../shared/identity/api/setup.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { isTimeZone } from '../../../shared/contract/time.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { describeClinic, storedDeployment } from '../../deployment-kind.ts';
import { SettingsError } from '../../settings.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type Account, accounts } from '../accounts/account.ts';
import { firstAdministrator } from '../administration/first-administrator.ts';
import type { AdministrationDeps } from '../administration/deps.ts';
import { firstUseMail } from '../administration/mails.ts';
import { newReset } from '../administration/reset-code.ts';
import type { SetUp, ShownCode } from './pending.ts';

type SetUpDeps = AdministrationDeps & { readonly origin: string };

/** What the settings say is asked of nobody. @returns what is to be shown; a kiosk mails it where it can */
export async function setUpBySettings(
  setUp: SetUp,
  settings: Settings,
  deps: SetUpDeps,
): Promise<ShownCode | undefined> {
  const { administrator, ...answers } = settings.setup ?? {};
  if (administrator === undefined) return undefined;
  const [unfit] = unfitSetUp({ kind: 'clinic', administrator, ...answers });
  if (unfit) throw new SettingsError(`setup: ${unfit.field} ${unfit.message}`);
  const goes = deps.kiosk && deps.mail.leaves ? 'mailed' : 'shown';
  const made = await makeClinic({ administrator, ...answers }, { by: 'settings', goes }, deps);
  if (made.outcome === 'over' || !setUp.claim()) return undefined;
  await deps.audit.record({ event: 'setup.completed', detail: { kind: 'clinic', by: 'settings' } });
  if (goes === 'shown') return { username: made.username, code: made.code };
  await deps.mail.queue(firstUseMail(made.account, made.code, made.account.reset!, deps));
  return undefined;
}

/**
 * Of a kiosk that was closed before its first administrator signed in: nobody else could let them in. As long as theirs is
 * the only account, and never had a password, nothing of anybody is in the data.
 * @returns a code that takes the place of the one before; undefined where there is nothing to show
 */
export async function codeOfUnopened(deps: SetUpDeps): Promise<ShownCode | undefined> {
  const { store, clock, keys, audit, mail } = deps;
  const known = store.collection(accounts);
  if ((await known.count()) !== 1) return undefined;
  const [account] = (await known.list()) as [Account];
  const { password, formerPasswords, roles, username, reset: before } = account;
  if (!password.closed || formerPasswords.length > 0 || !roles.includes('administrator')) return undefined;
  const now = clock.now();
  const isMailed = mail.leaves && (await storedDeployment(store)).firstCode === 'mailed';
  // What is in their mailbox still opens it.
  if (isMailed && before && now < before.expiresAt) return undefined;
  const lifetime = isMailed ? limits.reset.firstUseLifetime : limits.reset.codeLifetime;
  const { code, reset } = newReset(account.id, now, keys, lifetime);
  const detail = { by: 'set-up', reason: 'first run', code: isMailed ? 'mailed' : 'shown' };
  await audit.record({ event: 'account.reset', account: account.id, detail });
  await known.put({ ...account, reset });
  if (!isMailed) return { username, code };
  await mail.queue(firstUseMail(account, code, reset, deps));
  return undefined;
}

export type MadeClinic =
  | {
      readonly outcome: 'made';
      readonly username: string;
      readonly code: string;
      readonly expiresAt: number;
      readonly account: Account;
    }
  | { readonly outcome: 'over' };

type ClinicRequest = Pick<SetUpRequest, 'clinic' | 'timeZone' | 'site'> & {
  readonly administrator: NonNullable<SetUpRequest['administrator']>;
};

/** The first administrator and what the clinic is, in one step: of two at once, one wins. */
export async function makeClinic(
  { administrator, clinic, timeZone, site }: ClinicRequest,
  { by, goes }: { readonly by: 'set-up' | 'settings'; readonly goes: 'shown' | 'mailed' },
  deps: AdministrationDeps,
): Promise<MadeClinic> {
  const { username, name, email } = administrator;
  const lifetime = goes === 'mailed' ? limits.reset.firstUseLifetime : limits.reset.codeLifetime;
  const made = await firstAdministrator(
    {
      username: username.trim(),
      name: name.trim(),
      email: email.trim(),
      sites: site ? [site] : [],
      code: { lifetime, goes },
    },
    { by, reason: 'first run' },
    deps,
    (collections) => describeClinic(collections, { clinic, timeZone, firstCode: goes }),
  );
  if (made.outcome !== 'shown') return { outcome: 'over' };
  const { code, expiresAt, account } = made;
  return { outcome: 'made', username: account.username, code, expiresAt, account };
}

/** What cannot be used, by field. */
export function unfitSetUp({ kind, administrator, site, timeZone }: Omit<SetUpRequest, 'code'>): FieldProblem[] {
  const problem = (field: string, code: string | undefined) => (code ? [{ field, message: code, code: field }] : []);
  const zone = timeZone === undefined || isTimeZone(timeZone) ? undefined : 'is not the IANA name of a time zone';
  const found = problem('timeZone', zone);
  if (kind === 'training') return found;
  if (administrator === undefined) return [...problem('administrator', 'is missing'), ...found];
  return [
    ...problem('administrator.username', unfitUsername(administrator.username.trim())),
    ...problem('administrator.name', unfitName(administrator.name.trim())),
    ...problem('administrator.email', unfitEmail(administrator.email.trim())),
    ...problem('site', site && unfitSites([site])),
    ...found,
  ];
}
