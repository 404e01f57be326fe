import { execFile } from 'node:child_process';
import { appendFile, cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { policyNames, policyPlaces, policyTable, safeDefaults } from '../../../shared/kiosk/policy.ts';
import { formOf } from '../../../shared/kiosk/policy-form.ts';
import { policyTexts } from '../../../shared/kiosk/texts/policy.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { parseXml, type XmlElement } from './xml.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (name: string) => readFile(join(root, name), 'utf8');
const template = async (name: string) => parseXml(await read(`packaging/policy/${name}`));

const admx = await template('EnterprisePortalKiosk.admx');
const adml = await template('en-US/EnterprisePortalKiosk.adml');

/** @returns what the command says on standard error, where it fails */
async function policyTemplates(...args: string[]): Promise<string | undefined> {
  const script = join(root, 'scripts', 'policy-templates.ts');
  return promisify(execFile)(process.execPath, [script, ...args]).then(
    () => undefined,
    (error: { stderr: string }) => error.stderr,
  );
}

test('[K3] the templates and the document are those of the present settings', async () => {
  expect(await policyTemplates('--check')).toBeUndefined();
});

test('[K3] templates that are stale or missing are named, and written anew', async () => {
  const folder = await temporaryFolder();
  await cp(join(root, 'packaging/policy'), join(folder, 'packaging/policy'), { recursive: true });
  await cp(join(root, 'docs/policy.md'), join(folder, 'docs/policy.md'));
  await appendFile(join(folder, 'packaging/policy/EnterprisePortalKiosk.admx'), '<!-- changed by hand -->');
  await rm(join(folder, 'docs/policy.md'));

  const complaint = await policyTemplates('--check', '--in', folder);
  expect(complaint).toContain('packaging/policy/EnterprisePortalKiosk.admx is stale');
  expect(complaint).toContain('docs/policy.md is stale');
  expect(complaint).not.toContain('.adml');

  expect(await policyTemplates('--in', folder)).toBeUndefined();
  expect(await policyTemplates('--check', '--in', folder)).toBeUndefined();
});

test('[K3] the group policy editor has every setting, for the computer only, where the kiosk reads it', () => {
  const policies = admx.all('policy');
  expect(policies.map(({ attributes }) => attributes['name'])).toEqual(policyNames);
  expect(new Set(policies.map(({ attributes }) => attributes['class']))).toEqual(new Set(['Machine']));
  expect(new Set(policies.map(({ attributes }) => attributes['key']))).toEqual(new Set([policyPlaces.registryKey]));
  const valueNames = policies.map(({ attributes, children }) => attributes['valueName'] ?? valueNameOf(children));
  expect(valueNames).toEqual(policyNames);
});

const valueNameOf = (children: readonly XmlElement[]) =>
  children.find(({ name }) => name === 'elements')?.children[0]?.attributes['valueName'];

test('[K3] every setting has the element of its kind, with its limits and choices', () => {
  const elementOf = { number: 'decimal', choice: 'enum', text: 'text', list: 'multiText' };
  for (const { name, schema } of policyTable) {
    const form = formOf(schema);
    const policy = admx.all('policy').find(({ attributes }) => attributes['name'] === name)!;
    const [element] = policy.children.find((child) => child.name === 'elements')?.children ?? [];
    if (form.kind === 'flag') {
      expect(policy.all('decimal').map(({ attributes }) => attributes['value'])).toEqual(['1', '0']);
      continue;
    }
    expect(element?.name, name).toBe(elementOf[form.kind]);
    if (form.kind === 'number') {
      const { minValue, maxValue } = element!.attributes;
      expect([Number(minValue), Number(maxValue)], name).toEqual([form.minimum, form.maximum]);
    }
    if (form.kind === 'choice') expect(element!.all('string').map(({ text }) => text)).toEqual(form.choices);
  }
});

test('[K3] elements stand in the order that the schema of administrative templates asks for', () => {
  expect(admx.children.map(({ name }) => name)).toEqual([
    'policyNamespaces',
    'resources',
    'supportedOn',
    'categories',
    'policies',
  ]);
  const orders = new Set(admx.all('policy').map(({ children }) => children.map(({ name }) => name).join(' ')));
  expect(orders).toEqual(
    new Set(['parentCategory supportedOn elements', 'parentCategory supportedOn enabledValue disabledValue']),
  );
  expect(adml.children.map(({ name }) => name)).toEqual(['displayName', 'description', 'resources']);
});

test('[K3] every text of the template exists and is used, and so does every reference', async () => {
  const content = await read('packaging/policy/EnterprisePortalKiosk.admx');
  const used = (kind: string) =>
    [...content.matchAll(new RegExp(`\\$\\(${kind}\\.(\\w+)\\)`, 'g'))].map(([, id]) => id);
  const table = (name: string) => adml.all(name)[0]!.children.map(({ attributes }) => attributes['id']);
  expect(new Set(table('stringTable'))).toEqual(new Set(used('string')));
  expect(new Set(table('stringTable')).size).toBe(table('stringTable').length);
  expect(table('presentationTable')).toEqual(used('presentation'));

  const names = (element: string) => admx.all(element).map(({ attributes }) => attributes['name']);
  const references = (element: string) =>
    new Set(admx.all(element).flatMap(({ attributes }) => attributes['ref'] ?? []));
  expect(references('parentCategory')).toEqual(new Set(names('category')));
  expect([...references('supportedOn')]).toEqual(names('definition'));
});

test('[K3] every control of the editor belongs to an element of its policy, and offers the default', () => {
  const controlOf = { number: 'decimalTextBox', choice: 'dropdownList', text: 'textBox', list: 'multiTextBox' };
  for (const { name, schema, default: safe } of policyTable) {
    const form = formOf(schema);
    if (form.kind === 'flag') continue;
    const [control, ...others] = adml.all('presentation').find(({ attributes }) => attributes['id'] === name)!.children;
    expect(others).toEqual([]);
    expect(control!.name, name).toBe(controlOf[form.kind]);
    const element = admx.all(elementName(form.kind)).find(({ attributes }) => attributes['id'] === name);
    expect(control!.attributes['refId']).toBe(element?.attributes['id']);
    if (form.kind === 'choice') expect(form.choices[Number(control!.attributes['defaultItem'])]).toBe(safe);
    if (form.kind === 'number') expect(Number(control!.attributes['defaultValue'])).toBe(safe);
  }
});

const elementName = (kind: 'number' | 'choice' | 'text' | 'list') =>
  ({ number: 'decimal', choice: 'enum', text: 'text', list: 'multiText' })[kind];

test('[K3] the sample profile for macOS says every default, for the application that is built', async () => {
  const builder = await read('electron-builder.yml');
  expect(builder).toContain(`appId: ${policyPlaces.macBundle}\n`);
  const profile = await template('enterprise-portal-kiosk.mobileconfig');
  const settings = plistValue(profile.all('array')[0]!.children[0]!) as Record<string, unknown>;
  expect(settings['PayloadType']).toBe(policyPlaces.macBundle);
  const own = Object.entries(settings).filter(([key]) => !key.startsWith('Payload'));
  expect(Object.fromEntries(own)).toEqual(safeDefaults);
});

function plistValue({ name, text, children }: XmlElement): unknown {
  if (name === 'array') return children.map(plistValue);
  if (name === 'integer') return Number(text);
  if (name === 'string') return text;
  if (name !== 'dict') return name === 'true';
  const pairs = children.flatMap((child, index) => (child.name === 'key' ? [[child.text, children[index + 1]!]] : []));
  return Object.fromEntries(pairs.map(([key, value]) => [key, plistValue(value as XmlElement)]));
}

test('[K3] the JSON schema knows every setting and nothing else', async () => {
  const schema = JSON.parse(await read('packaging/policy/policy.schema.json')) as {
    additionalProperties: boolean;
    properties: Record<string, { default?: unknown }>;
  };
  expect(schema.additionalProperties).toBe(false);
  const { $schema: _, ...settings } = schema.properties;
  const defaults = Object.entries(settings).map(([name, { default: safe }]) => [name, safe]);
  expect(Object.fromEntries(defaults)).toEqual(safeDefaults);
});

test('[K3] the document has every setting once', async () => {
  const rows = [...(await read('docs/policy.md')).matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(rows).toHaveLength(policyNames.length);
  expect(new Set(rows)).toEqual(new Set(policyNames));
  expect(new Set(Object.keys(policyTexts.settings))).toEqual(new Set(policyNames));
});
