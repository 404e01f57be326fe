import { unfitEmail, unfitName, unfitSites, unfitUsername } from '../../../shared/identity/account-fields.ts';
import type { DeploymentKind } from '../../../shared/identity/api/identity.ts';
import type { SetUpRequest } from '../../../shared/identity/api/setup.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { FieldProblem } from '../../../shared/contract/problems.ts';
import { isTimeZone } from '../../../shared/contract/time.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import type { Clock } from '../../clock.ts';
import { describeClinic } from '../../deployment-kind.ts';
import { newOneTimeCode, normalizedCode } from '../../keys/one-time-code.ts';
import { SettingsError } from '../../settings.ts';
import { digestOf, equalInConstantTime } from '../../keys/tokens.ts';
import { firstAdministrator } from '../administration/first-administrator.ts';
import type { AdministrationDeps } from '../administration/deps.ts';

/** What was chosen: with it the server starts again. */
export interface Chosen {
  readonly kind: DeploymentKind;
  readonly timeZone?: string | undefined;
}

export interface SetUpOptions {
  /** Where the settings or the data have decided already. */
  readonly kind: DeploymentKind | undefined;
  /** Told once, when somebody has set the server up. */
  readonly done: (chosen: Chosen) => void;
}

/**
 * The first run of one server process [R6]. Its code is on the server's own screen or in its log and nowhere else, so that
 * whoever sets the server up is somebody who looks after it.
 */
export class SetUp {
  readonly code = newOneTimeCode(limits.setUp.codeSymbols);
  readonly kind: DeploymentKind | undefined;
  readonly #done: (chosen: Chosen) => void;
  readonly #clock: Clock;
  /** Of the administrator whom the settings name; shown where the server starts. */
  made: { readonly username: string; readonly code: string } | undefined;
  #wrong = 0;
  #lockedUntil = 0;
  #over = false;

  constructor({ kind, done }: SetUpOptions, clock: Clock) {
    this.kind = kind;
    this.#done = done;
    this.#clock = clock;
  }

  /** Also a command beside the server may have made an account. */
  async isPending({ accounts }: Pick<AdministrationDeps, 'accounts'>): Promise<boolean> {
    if (!this.#over && (await accounts.count()) > 0) this.#over = true;
    return !this.#over;
  }

  /** Counts before it looks, so that tries at the same moment count too. */
  try(typed: string): 'right' | 'wrong' | 'locked' {
    const now = this.#clock.now();
    if (now < this.#lockedUntil) return 'locked';
    this.#wrong += 1;
    if (this.#wrong >= limits.setUp.tries) [this.#wrong, this.#lockedUntil] = [0, now + limits.setUp.lock];
    if (!equalInConstantTime(digestOf(normalizedCode(typed)), digestOf(normalizedCode(this.code)))) return 'wrong';
    [this.#wrong, this.#lockedUntil] = [0, 0];
    return 'right';
  }

  /** @returns whether nobody was first */
  claim(): boolean {
    if (this.#over) return false;
    this.#over = true;
    return true;
  }

  /** Of a set-up that came to nothing. */
  release(): void {
    this.#over = false;
  }

  finish(chosen: Chosen): void {
    this.#done(chosen);
  }
}

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
