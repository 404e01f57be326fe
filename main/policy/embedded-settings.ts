import { type ApplicationId, manifests } from '../../shared/applications/applications.ts';
import type { Policy, PolicyName } from '../../shared/kiosk/policy.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { ResolvedPolicy } from './resolved-policy.ts';

/**
 * What policy says to the embedded server, over its other settings. What nobody decided is left out, so that a settings
 * file keeps its word in development.
 */
export function embeddedSettings({ policy, origin }: ResolvedPolicy, others: Settings): Settings {
  const decided = <Name extends PolicyName>(name: Name): Policy[Name] | undefined =>
    origin[name] === 'default' ? undefined : policy[name];
  const session = given({
    idleMinutes: decided('SessionIdleMinutes'),
    // Shortened together with the idle limit, also where only that was decided.
    warningSeconds:
      decided('SessionIdleMinutes') === undefined ? decided('SessionWarningSeconds') : policy.SessionWarningSeconds,
    absoluteHours: decided('SessionAbsoluteHours'),
    whenLocked: decided('WhenLocked'),
  });
  const support = given({
    name: decided('SupportName'),
    email: decided('SupportEmail'),
    phone: decided('SupportPhone'),
  });
  const applications = given(
    Object.fromEntries(
      manifests.map(({ id, policyName }) => [id, real(policy[`${policyName}Address`], policy[`${policyName}Origins`])]),
    ) as Record<ApplicationId, Real | undefined>,
  );
  const setup = given({
    clinic: orNothing(policy.ClinicName),
    site:
      policy.FirstSiteId && policy.FirstSiteName ? { id: policy.FirstSiteId, name: policy.FirstSiteName } : undefined,
    administrator: administratorOf(policy),
  });
  const mail = mailOf(policy);
  return {
    ...others,
    ...given({
      launcher: decided('Launcher'),
      deployment: policy.LocalDeployment === 'real' ? ('clinic' as const) : undefined,
      timeZone: orNothing(policy.ClinicTimeZone),
      mail,
    }),
    ...(Object.keys(setup).length > 0 && { setup: { ...others.setup, ...setup } }),
    session: { ...others.session, ...session },
    support: { ...others.support, ...support },
    applications: { ...others.applications, ...applications },
  };
}

/** Only of real work: nobody is to be surprised by what was meant for another workstation. */
function administratorOf(policy: Policy) {
  const { LocalDeployment, FirstAdministratorUsername: username, FirstAdministratorName: name } = policy;
  const email = policy.FirstAdministratorEmail;
  return LocalDeployment === 'real' && username && name && email ? { username, name, email } : undefined;
}

/** The password comes another way: policy is no place for one. */
function mailOf(policy: Policy): Settings['mail'] {
  const { MailHost: host, MailPort: port, MailSecure: secure } = policy;
  if (host === '') return undefined;
  const [username, passwordFile] = [orNothing(policy.MailUsername), orNothing(policy.MailPasswordFile)];
  const from = orNothing(policy.MailFrom);
  return { ...given({ from }), smtp: { host, port, secure, ...given({ username, passwordFile }) } };
}

function orNothing(text: string): string | undefined {
  return text === '' ? undefined : text;
}

interface Real {
  address: string;
  origins: string[];
}

function real(address: string, origins: readonly string[]): Real | undefined {
  return address === '' ? undefined : { address, origins: [...origins] };
}

type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<Fields>;
}
