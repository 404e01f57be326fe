// The JSON schema of policy files and of the system configuration file, for editors and for IT's own checks.
import { policyTable } from '../../shared/kiosk/policy.ts';
import { policyTexts } from '../../shared/kiosk/texts/policy.ts';
import { explainedBriefly, type NamedSetting } from './words.ts';

export function schema(): string {
  const properties = {
    $schema: { type: 'string' },
    ...Object.fromEntries(policyTable.map((setting) => [setting.name, propertyOf(setting)])),
  };
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: policyTexts.product,
    description: policyTexts.about,
    type: 'object',
    additionalProperties: false,
    properties,
  };
  return `${written(whole)}\n`;
}

function propertyOf(setting: NamedSetting): object {
  return {
    ...setting.schema,
    title: policyTexts.settings[setting.name].title,
    description: explainedBriefly(setting),
    default: setting.default,
  };
}

/** As the formatter writes it: objects over several lines, short lists on one. */
function written(value: unknown, indent = ''): string {
  if (Array.isArray(value)) return `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const fields = Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${written(each, inner)}`);
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
