// Administrative templates for Windows group policy: what is written to the registry (ADMX), and its English texts (ADML).
import { formOf, type PolicyForm } from '../../shared/kiosk/policy-form.ts';
import { policyPlaces, type PolicySection, policySections, policyTable } from '../../shared/kiosk/policy.ts';
import { policyTexts } from '../../shared/kiosk/texts/policy.ts';
import { explained, type NamedSetting } from './words.ts';
import { element, type Lines, textElement, xmlDocument } from './xml.ts';

const file = {
  xmlns: 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions',
  revision: '1.0',
  schemaVersion: '1.0',
};
const supported = 'Supported';
const product = 'Product';

const categoryOf = (section: string) => `Section_${section}`;
const explanationOf = (name: string) => `${name}_Explanation`;
const choiceOf = (name: string, index: number) => `${name}_Choice${index + 1}`;
const string = (id: string) => `$(string.${id})`;

type FormedSetting = NamedSetting & { readonly form: PolicyForm };

const forms: readonly FormedSetting[] = policyTable.map((setting) => ({ ...setting, form: formOf(setting.schema) }));

export function definitions(): string {
  const target = { prefix: 'enterpriseportalkiosk', namespace: 'EnterprisePortalKiosk.Policies' };
  return xmlDocument(
    element(
      'policyDefinitions',
      file,
      element('policyNamespaces', {}, element('target', target)),
      element('resources', { minRequiredRevision: file.revision }),
      element(
        'supportedOn',
        {},
        element('definitions', {}, element('definition', { name: supported, displayName: string(supported) })),
      ),
      element('categories', {}, category(product), policySections.map(sectionCategory)),
      element('policies', {}, forms.map(policy)),
    ),
  );
}

function category(name: string, ...children: Lines[]): string[] {
  return element('category', { name, displayName: string(name) }, ...children);
}

function sectionCategory(section: PolicySection): string[] {
  return category(categoryOf(section), element('parentCategory', { ref: product }));
}

function policy({ name, section, form }: FormedSetting): string[] {
  const isFlag = form.kind === 'flag';
  return element(
    'policy',
    {
      name,
      class: 'Machine',
      displayName: string(name),
      explainText: string(explanationOf(name)),
      presentation: isFlag ? undefined : `$(presentation.${name})`,
      key: policyPlaces.registryKey,
      valueName: isFlag ? name : undefined,
    },
    element('parentCategory', { ref: categoryOf(section) }),
    element('supportedOn', { ref: supported }),
    isFlag ? switched() : element('elements', {}, policyElement(name, form)),
  );
}

function switched(): Lines {
  const value = (decimal: number) => element('decimal', { value: decimal });
  return [element('enabledValue', {}, value(1)), element('disabledValue', {}, value(0))];
}

function policyElement(name: string, form: PolicyForm): string[] {
  const own = { id: name, valueName: name };
  switch (form.kind) {
    case 'number':
      return element('decimal', { ...own, required: true, minValue: form.minimum, maxValue: form.maximum });
    case 'choice':
      return element(
        'enum',
        { ...own, required: true },
        form.choices.map((choice, index) =>
          element(
            'item',
            { displayName: string(choiceOf(name, index)) },
            element('value', {}, textElement('string', {}, choice)),
          ),
        ),
      );
    case 'text':
      return element('text', { ...own, maxLength: form.maxLength });
    case 'list':
      return element('multiText', { ...own, maxStrings: form.maxItems });
    case 'flag':
      throw new Error(`${name}: the group policy editor has nothing for ${form.kind}`);
  }
}

export function texts(): string {
  const strings = {
    [product]: policyTexts.product,
    [supported]: policyTexts.supportedOn,
    ...Object.fromEntries(policySections.map((section) => [categoryOf(section), policyTexts.sections[section]])),
    ...Object.fromEntries(forms.flatMap(stringsOf)),
  };
  return xmlDocument(
    element(
      'policyDefinitionResources',
      file,
      textElement('displayName', {}, policyTexts.product),
      textElement('description', {}, policyTexts.about),
      element(
        'resources',
        {},
        element(
          'stringTable',
          {},
          Object.entries(strings).map(([id, text]) => textElement('string', { id }, text)),
        ),
        element(
          'presentationTable',
          {},
          forms
            .filter(({ form }) => form.kind !== 'flag')
            .map((setting) => element('presentation', { id: setting.name }, control(setting))),
        ),
      ),
    ),
  );
}

function stringsOf(setting: FormedSetting): [id: string, text: string][] {
  const { name, form } = setting;
  const choices =
    form.kind === 'choice'
      ? form.choices.map((choice, index): [string, string] => [choiceOf(name, index), choice])
      : [];
  return [[name, policyTexts.settings[name].title], [explanationOf(name), explained(setting)], ...choices];
}

function control({ name, form, default: safe }: FormedSetting): string[] {
  const { title } = policyTexts.settings[name];
  const refId = name;
  switch (form.kind) {
    case 'number':
      return textElement('decimalTextBox', { refId, defaultValue: Number(safe) }, title);
    case 'choice':
      return textElement(
        'dropdownList',
        { refId, noSort: true, defaultItem: form.choices.indexOf(String(safe)) },
        title,
      );
    case 'text':
      return element('textBox', { refId }, textElement('label', {}, title), defaultValueOf(safe));
    case 'list':
      return textElement('multiTextBox', { refId }, title);
    case 'flag':
      throw new Error(`${name}: the group policy editor has nothing for ${form.kind}`);
  }
}

function defaultValueOf(safe: unknown): string[] {
  return safe === '' ? [] : textElement('defaultValue', {}, String(safe));
}
