import { isPolicyName, policyNameLike, policySettings } from '../../../shared/kiosk/policy.ts';
import { formOf } from '../../../shared/kiosk/policy-form.ts';
import type { PolicySource } from './source.ts';

const given = /^--policy-([A-Za-z0-9]+)=(.*)$/s;

/** `--policy-Printing=pdf`, for development; lists are separated by commas. */
export function commandLine(args: readonly string[]): PolicySource {
  const settings = args.flatMap((arg) => {
    const [, name, value] = given.exec(arg) ?? [];
    return name === undefined || value === undefined
      ? []
      : [[policyNameLike(name), typed(policyNameLike(name), value)]];
  });
  return {
    name: 'command line',
    read: async () => (settings.length === 0 ? 'absent' : (Object.fromEntries(settings) as Record<string, unknown>)),
  };
}

/** What does not fit the setting stays a text, and is reported as such. */
function typed(name: string, value: string): unknown {
  const kind = isPolicyName(name) ? formOf(policySettings[name].schema).kind : 'text';
  if (kind === 'flag' && /^(true|false)$/.test(value)) return value === 'true';
  if (kind === 'number' && /^\d{1,9}$/.test(value)) return Number(value);
  if (kind === 'list') return value === '' ? [] : value.split(',');
  return value;
}
