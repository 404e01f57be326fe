// A sample configuration profile for macOS: every setting at its default, for IT to change and take from.
import { createHash } from 'node:crypto';
import { policyPlaces, policyTable } from '../../shared/kiosk/policy.ts';
import { policyTexts } from '../../shared/kiosk/texts/policy.ts';
import { element, textElement } from './xml.ts';

const head = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
];

export function profile(): string {
  const settings = Object.fromEntries(policyTable.map(({ name, default: safe }) => [name, safe]));
  const payload = { ...payloadOf(policyPlaces.macBundle, 'settings'), ...settings };
  const whole = {
    ...payloadOf('Configuration', 'profile'),
    PayloadDescription: policyTexts.about,
    PayloadScope: 'System',
    PayloadContent: [payload],
  };
  return `${[...head, ...element('plist', { version: '1.0' }, plist(whole))].join('\n')}\n`;
}

function payloadOf(type: string, part: string) {
  return {
    PayloadType: type,
    PayloadVersion: 1,
    PayloadIdentifier: `${policyPlaces.macBundle}.${part}`,
    PayloadUUID: uuidFrom(`${policyPlaces.macBundle}.${part}`),
    PayloadDisplayName: policyTexts.product,
  };
}

/** The same at every run, so that the file changes only when a setting does. */
function uuidFrom(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex').toUpperCase();
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `A${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return parts.join('-');
}

function plist(value: unknown): string[] {
  if (typeof value === 'boolean') return element(String(value), {});
  if (typeof value === 'number') return textElement('integer', {}, value);
  if (typeof value === 'string') return textElement('string', {}, value);
  if (Array.isArray(value)) return element('array', {}, value.map(plist));
  return element(
    'dict',
    {},
    Object.entries(value as object).map(([key, each]) => [textElement('key', {}, key), plist(each)]),
  );
}
