// A setting in words, the same in every template.
import { formOf } from '../../shared/kiosk/policy-form.ts';
import type { policyTable } from '../../shared/kiosk/policy.ts';
import { policyTexts } from '../../shared/kiosk/texts/policy.ts';

export type NamedSetting = (typeof policyTable)[number];

/** A value as it is written in documents. */
export function valueText(value: unknown): string {
  if (value === true) return policyTexts.on;
  if (value === false) return policyTexts.off;
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return text === '' ? policyTexts.empty : text;
}

/** What it does, where it counts, and what holds without it. */
export function explained(setting: NamedSetting): string {
  const isFlag = formOf(setting.schema).kind === 'flag';
  const unset = (isFlag ? policyTexts.unset : policyTexts.default)(valueText(setting.default));
  return `${explainedBriefly(setting)} ${unset}`;
}

export function explainedBriefly({ name, onlyIn }: NamedSetting): string {
  const { explanation } = policyTexts.settings[name];
  return onlyIn === undefined ? explanation : `${explanation} ${policyTexts.onlyIn[onlyIn]}`;
}
