import { isTimeZone } from '../../shared/contract/time.ts';
import { unfitEmail, unfitName, unfitSites, unfitUsername } from '../../shared/identity/account-fields.ts';
import type { Policy, PolicyName } from '../../shared/kiosk/policy.ts';
import type { PolicyProblem } from './resolved-policy.ts';

const administrator = ['FirstAdministratorUsername', 'FirstAdministratorName', 'FirstAdministratorEmail'] as const;
const site = ['FirstSiteId', 'FirstSiteName'] as const;

/** What the server could not use is as if nobody had said it: whoever sets the kiosk up is asked. */
export function firstRunChecked(policy: Policy): { policy: Policy; problems: PolicyProblem[] } {
  const unfit: Partial<Record<PolicyName, string | undefined>> = {
    ClinicName: given(policy.ClinicName, unfitName),
    ClinicTimeZone: given(policy.ClinicTimeZone, (zone) => (isTimeZone(zone) ? undefined : 'is no time zone’s name')),
    FirstSiteId: given(policy.FirstSiteId, (id) => unfitSites([{ id, name: 'any' }])),
    FirstSiteName: given(policy.FirstSiteName, unfitName),
    FirstAdministratorUsername: given(policy.FirstAdministratorUsername, unfitUsername),
    FirstAdministratorName: given(policy.FirstAdministratorName, unfitName),
    FirstAdministratorEmail: given(policy.FirstAdministratorEmail, unfitEmail),
  };
  const problems = Object.entries(unfit).flatMap(([setting, problem]): PolicyProblem[] =>
    problem === undefined ? [] : [{ setting, problem, instead: 'it counts as empty' }],
  );
  const cleared = Object.fromEntries(problems.map(({ setting }) => [setting, '']));
  const usable = { ...policy, ...cleared } as Policy;
  return {
    policy: usable,
    problems: [...problems, ...together(usable, administrator), ...together(usable, site), ...mailProblems(usable)],
  };
}

/** @returns what is wrong with a text that somebody set */
function given(text: string, unfit: (text: string) => string | undefined): string | undefined {
  return text === '' ? undefined : unfit(text);
}

/** Settings that say something only all together, and where real work begins. */
function together(policy: Policy, names: typeof administrator | typeof site): PolicyProblem[] {
  const said = names.filter((name) => policy[name] !== '');
  if (said.length === 0) return [];
  const instead = 'the set-up asks for it';
  const missing = names.filter((name) => policy[name] === '');
  if (missing.length > 0)
    return missing.map((setting) => ({ setting, problem: `must be set where ${said.join(', ')} is`, instead }));
  // Somebody would wait for an account that nobody makes.
  if (names !== administrator || policy.LocalDeployment === 'real' || policy.ServerMode === 'clinic') return [];
  return [{ setting: names[0], problem: 'counts only where LocalDeployment is real', instead: 'it is ignored' }];
}

function mailProblems({ MailHost, MailFrom, MailUsername, MailPasswordFile }: Policy): PolicyProblem[] {
  const problem = (setting: PolicyName, words: string, instead: string) => [{ setting, problem: words, instead }];
  if (MailHost !== '' && MailFrom === '')
    return problem('MailFrom', 'must be set where MailHost is', 'the mail server will hardly let mail through');
  if (MailHost === '' && MailUsername !== '')
    return problem('MailHost', 'must be set where MailUsername is', 'the kiosk sends no mail');
  if (MailPasswordFile !== '' && MailUsername === '')
    return problem('MailUsername', 'must be set where MailPasswordFile is', 'the kiosk does not sign in there');
  return [];
}
