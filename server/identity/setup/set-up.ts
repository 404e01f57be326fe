import { unfitEmail, unfitName, unfitSites, unfitUsername } from '../../../shared/identity/account-fields.ts';
import type { SetUpRequest } from '../../../shared/identity/api/setup.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { isTimeZone } from '../../../shared/contract/time.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { describeClinic } from '../../deployment-kind.ts';
import { SettingsError } from '../../settings.ts';
import { firstAdministrator } from '../administration/first-administrator.ts';
import type { AdministrationDeps } from '../administration/deps.ts';
import type { SetUp } from './pending.ts';

/** What the settings say is asked of nobody. */
export async function setUpBySettings(setUp: SetUp, settings: Settings, deps: AdministrationDeps): Promise<void> {
  const { administrator, ...answers } = settings.setup ?? {};
  if (administrator === undefined) return;
  const [unfit] = unfitSetUp({ kind: 'clinic', administrator, ...answers });
  if (unfit) throw new SettingsError(`setup: ${unfit.field} ${unfit.message}`);
  const made = await makeClinic({ administrator, ...answers }, 'settings', deps);
  if (made.outcome === 'over' || !setUp.claim()) return;
  await deps.audit.record({ event: 'setup.completed', detail: { kind: 'clinic', by: 'settings' } });
  setUp.made = { username: made.username, code: made.code };
}

export type MadeClinic =
  | { readonly outcome: 'made'; readonly username: string; readonly code: string; readonly expiresAt: number }
  | { readonly outcome: 'over' };

type ClinicRequest = Pick<SetUpRequest, 'clinic' | 'timeZone' | 'site'> & {
  readonly administrator: NonNullable<SetUpRequest['administrator']>;
};

/** The first administrator and what the clinic is, in one step: of two at once, one wins. */
export async function makeClinic(
  { administrator, clinic, timeZone, site }: ClinicRequest,
  by: 'set-up' | 'settings',
  deps: AdministrationDeps,
): Promise<MadeClinic> {
  const { username, name, email } = administrator;
  const made = await firstAdministrator(
    { username: username.trim(), name: name.trim(), email: email.trim(), sites: site ? [site] : [] },
    { by, reason: 'first run' },
    deps,
    (collections) => describeClinic(collections, { clinic, timeZone }),
  );
  if (made.outcome !== 'shown') return { outcome: 'over' };
  return { outcome: 'made', username: made.account.username, code: made.code, expiresAt: made.expiresAt };
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
