import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { TSchema } from 'typebox';
import { expect, test } from 'vitest';
import { labelOf } from '../../../renderer/applications/syntropi/answers/answer-words.ts';
import {
  detailName,
  doseName,
  observationName,
  reactionName,
  refusalName,
  searchName,
} from '../../../renderer/applications/immtrac2/forms/field-names.ts';
import { renewalName } from '../../../renderer/applications/immtrac2/sites/renewal-fields.ts';
import { fieldName } from '../../../renderer/applications/vaos/forms/field-names.ts';
import type { Endpoint } from '../../../shared/contract/endpoint.ts';
import { languages } from '../../../shared/contract/languages.ts';
import { immtrac2En } from '../../../shared/applications/immtrac2/texts/en.ts';
import { immtrac2Es } from '../../../shared/applications/immtrac2/texts/es.ts';
import { syntropiEn } from '../../../shared/applications/syntropi/texts/en.ts';
import { syntropiEs } from '../../../shared/applications/syntropi/texts/es.ts';
import { vaosEn } from '../../../shared/applications/vaos/texts/en.ts';
import { vaosEs } from '../../../shared/applications/vaos/texts/es.ts';

const root = join(import.meta.dirname, '../../..');

interface Sent {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly folders: readonly string[];
}

/** Every endpoint with a request that a page names. */
async function sentByPages(): Promise<Sent[]> {
  const found = new Map<string, { endpoint: Endpoint; folders: Set<string> }>();
  for (const file of globSync('renderer/{portal,administration,applications}/**/*.{ts,tsx}', { cwd: root })) {
    const source = readFileSync(join(root, file), 'utf8');
    for (const [, names, from] of source.matchAll(/import \{([^}]*)\} from '([^']*api\.ts|[^']*\/api\/[^']*)'/gu)) {
      for (const api of names!.match(/\b\w+Api\b/gu) ?? []) {
        const module = (await import(join(root, dirname(file), from!))) as Record<string, Record<string, Endpoint>>;
        for (const [, operation] of source.matchAll(new RegExp(`\\b${api}\\.(\\w+)`, 'gu'))) {
          const endpoint = module[api]?.[operation!];
          if (endpoint?.request === undefined) continue;
          const name = `${api}.${operation}`;
          const known = found.get(name) ?? { endpoint, folders: new Set() };
          known.folders.add(relative('renderer', dirname(file)));
          found.set(name, known);
        }
      }
    }
  }
  return [...found].map(([name, { endpoint, folders }]) => ({ name, endpoint, folders: [...folders] }));
}

/** Every field of a request, with `0` for each entry of a list. */
function fieldsOf(schema: TSchema, path = ''): string[] {
  const { properties, items, anyOf } = schema as {
    properties?: Record<string, TSchema>;
    items?: TSchema;
    anyOf?: TSchema[];
  };
  // What holds others is made by the page.
  const own = path === '' || properties !== undefined || anyOf !== undefined ? [] : [path];
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  return [
    ...own,
    ...Object.entries(properties ?? {}).flatMap(([name, property]) => fieldsOf(property, inside(name))),
    ...(items ? fieldsOf(items, inside('0')) : []),
    ...(anyOf ?? []).flatMap((one) => fieldsOf(one, path)),
  ];
}

/** What pages send without a form, or chosen as a whole: a person types none of it. */
const withoutForm = new Set([
  ...[
    'agreementVersionsApi.withdraw',
    'announcementsApi.withdraw',
    'enrollmentsApi.start',
    'exchangeApi.giveUploadAccount',
  ],
  ...[
    'identityApi.changePreferences',
    'identityApi.chooseLanguage',
    'immtrac2Api.completeStep',
    'immtrac2Api.switchSite',
  ],
  ...['immtrac2Api.keepApart', 'immtrac2Api.merge', 'immtrac2Api.undoMerge', 'sitesApi.setClosed', 'stockApi.ledger'],
  ...['supportApi.find', 'supportApi.history', 'accountsApi.verifyOwner', 'setUpApi.mail'],
  // The knowledge check has a choice for each of its fields.
  'learningApi.answer',
]);

/** What a page fills in itself, and knows to fit. */
const filledIn = new Set([
  // A site comes from a list of one’s own.
  ...[
    'answers',
    'key',
    'revision',
    'version',
    'section',
    'agreement',
    'sha256',
    'after',
    'below',
    'limit',
    'session',
    'id',
    'order',
  ],
  ...[
    'again',
    'decision',
    'consent.siteId',
    'comments',
    'comments.0.section',
    'dryRun',
    'partial',
    'update',
    'type',
    'fileName',
    'role',
    'agreed',
    'siteId',
    'statements',
    'signature.onPaper',
    'statements.0.gdti',
  ],
]);
const ofAccount = (name: string) => name.startsWith('accountsApi.') || name.startsWith('supportApi.');
const isFilledIn = (name: string, field: string) =>
  filledIn.has(field) ||
  filledIn.has(field.split('.').slice(-3).join('.')) ||
  // Whose account it is.
  (field === 'username' && ofAccount(name) && name !== 'accountsApi.create') ||
  (name === 'passwordApi.change' && field === 'reason') ||
  (name === 'workstationsApi.revoke' && field === 'id');

type Named = (field: string) => string;
const immtrac2 = { en: immtrac2En, es: immtrac2Es } as const;
const vaos = { en: vaosEn, es: vaosEs } as const;
const syntropi = { en: syntropiEn, es: syntropiEs } as const;

/** How an application's pages name a field that stands nowhere, in a language. */
const namers: Readonly<Record<string, (language: 'en' | 'es', name: string) => Named>> = {
  'applications/immtrac2/clients': (language, name) =>
    /\.(?:find|search)/u.test(name)
      ? (field) => searchName(field, immtrac2[language].find)
      : (field) => detailName(field, immtrac2[language].clients),
  'applications/immtrac2/consent': (language) => (field) => detailName(field, immtrac2[language].clients),
  'applications/immtrac2/doses': (language, name) => {
    const texts = immtrac2[language].doses;
    if (name.endsWith('.refuse')) return (field) => refusalName(field, texts.refusal);
    return (field) => (name.endsWith('.react') ? reactionName(field, texts.entry) : doseName(field, texts.entry));
  },
  'applications/immtrac2/observations': (language) => (field) =>
    observationName(field, immtrac2[language].clients.observations),
  'applications/immtrac2/sites': (language) => (field) => renewalName(field, immtrac2[language].siteAgreement.renewal),
  'applications/vaos': (language) => (field) => fieldName(vaos[language].fieldNames, field),
  'applications/syntropi': (language) => (field) => labelOf(syntropi[language].enrollment, field),
};

/** The fields that controls of a folder say they are for; what differs from one to the next counts as `0`. */
function controlsIn(folder: string): Set<string> {
  const sources = globSync(`renderer/${folder}/*.tsx`, { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  // Also where names of a request stand in a table of their own.
  const marked = sources
    .join('\n')
    .matchAll(/(?:^  \w+: (?='\w+\.)|field=\{?|field\(|errorOf\(|at\()["'`]([\w.${}()]+)["'`]/gmu);
  return new Set(
    [...marked].flatMap(([, field]) => inEachLanguage(field!.replaceAll(/\$\{(?!language)[\w()]+\}/gu, '0'))),
  );
}

const inEachLanguage = (field: string) => languages.map((language) => field.replace('${language}', language));

test.each(['en', 'es'] as const)(
  '[L1] every field that a form sends has a label or a name in words: %s',
  async (language) => {
    const unnamed: string[] = [];
    for (const { name, endpoint, folders } of await sentByPages()) {
      if (withoutForm.has(name)) continue;
      // What several folders share is in the one above, beside them, or the portal’s; files are chosen in the folder of
      // the exchange.
      const beside = folders.flatMap((folder) => [
        folder,
        dirname(folder),
        ...['forms', 'answers', 'files'].map((shared) => join(dirname(folder), shared)),
        folder.replace(/\/upload$/u, '/exchange').replace(/^administration$/u, 'portal'),
      ]);
      const controls = new Set(beside.flatMap((folder) => [...controlsIn(folder)]));
      const namer = folders
        .map((folder) => namers[folder] ?? namers[dirname(folder)])
        .find((found) => found !== undefined);
      for (const field of fieldsOf(endpoint.request!)) {
        const ofList = field.replace(/\.0(?:\..*)?$/u, '');
        if (isFilledIn(name, field) || controls.has(field) || controls.has(ofList)) continue;
        const said = namer?.(language, name)(field);
        // Some of VAOS's words are the request's own.
        const isVaos = folders.some((folder) => dirname(folder) === 'applications/vaos');
        const isWord = isVaos ? (field.split('.').at(-1) ?? '') in vaos[language].fieldNames : said !== field;
        if (said === undefined || !isWord || /\w\.\w|^\d+$|\b[a-z]+[A-Z]/u.test(said))
          unnamed.push(`${name} ${field}: ${said}`);
      }
    }
    expect(unnamed).toEqual([]);
  },
);
