import { inspect } from 'node:util';
import { Value } from 'typebox/value';
import { type PolicyName, type PolicySetting, policySettings } from '../../shared/kiosk/policy.ts';
import { formOf } from '../../shared/kiosk/policy-form.ts';

/** @returns what is wrong with a value that somebody set, as the end of a sentence, or undefined */
export function wrongWith(name: PolicyName, value: unknown): string | undefined {
  const { schema, secret } = policySettings[name] as PolicySetting;
  if (Value.Check(schema, value) && [value].flat().every(isUsable)) return undefined;
  const but = secret ? '' : `, not ${shown(value)}`;
  return `must be ${expected(name)}${but}`;
}

/** Some texts look like a web address and are none, such as https://1.2.3.999. */
function isUsable(value: unknown): boolean {
  return typeof value !== 'string' || !/^https?:/.test(value) || URL.canParse(value);
}

/** What a setting takes, in words. */
export function expected(name: PolicyName): string {
  const form = formOf(policySettings[name].schema);
  switch (form.kind) {
    case 'flag':
      return 'true or false (1 or 0 in the registry)';
    case 'number':
      return `a whole number from ${form.minimum} to ${form.maximum}`;
    case 'choice':
      return `one of: ${form.choices.join(', ')}`;
    case 'text':
      return form.shape;
    case 'list':
      return `a list of at most ${form.maxItems}, each ${form.shape}`;
  }
}

/** Short, on one line, and without what would steer a terminal. */
export function shown(value: unknown): string {
  const line = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 3, maxStringLength: 80 });
  const plain = line.replaceAll(/\p{C}/gu, '?');
  return plain.length > 120 ? `${plain.slice(0, 119)}…` : plain;
}
