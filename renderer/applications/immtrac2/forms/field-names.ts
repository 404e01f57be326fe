import type { ImmTrac2Texts } from '../immtrac2-texts.ts';

/** How a page calls a field that a request names, as the label of its form has it. */

type Words = Readonly<Record<string, unknown>>;

const wordIn = (words: Words, name: string) => (typeof words[name] === 'string' ? words[name] : undefined);

/** Of a client's details, consents and their withdrawal. */
export function detailName(field: string, { details, consent }: ImmTrac2Texts['clients']): string {
  const isGuardians = field.includes('guardian.');
  const name = field.split('.').findLast((part) => !/^\d+$/u.test(part))!;
  const labels: Words = {
    ...consent,
    ...details,
    races: details.race,
    ...(isGuardians && { firstName: details.guardianFirstName, lastName: details.guardianLastName }),
    address: details.place,
    guardian: details.family,
  };
  return wordIn(labels, name) ?? field;
}

/** Of vaccines that are recorded or corrected. */
export function doseName(field: string, texts: ImmTrac2Texts['doses']['entry']): string {
  const [, at, name] = /^doses\.(\d+)(?:\.(.*))?$/u.exec(field) ?? [];
  const own = (at === undefined ? field : (name ?? 'cvx'))
    .replace(/^dose\./u, '')
    .replace(/^statements\..*$/u, 'statements');
  const labels: Words = {
    ...texts,
    cvx: texts.vaccine,
    mvx: texts.manufacturer,
    doses: texts.vaccine,
    dose: texts.vaccine,
  };
  const label = wordIn({ ...labels, siteId: texts.site, historical: texts.source }, own) ?? own;
  return at === undefined ? label : texts.ofVaccine(texts.vaccineNumber(Number(at) + 1), label);
}

export function reactionName(field: string, texts: ImmTrac2Texts['doses']['entry']): string {
  return { kind: texts.reactionKind, date: texts.reactionDate, note: texts.reactionNote }[field] ?? field;
}

export function refusalName(field: string, texts: ImmTrac2Texts['doses']['refusal']): string {
  return wordIn(texts, field) ?? field;
}

export function observationName(field: string, texts: ImmTrac2Texts['clients']['observations']): string {
  return { code: texts.choose, since: texts.since, on: texts.endOn, mistake: texts.mistake }[field] ?? field;
}

export function searchName(field: string, texts: ImmTrac2Texts['find']): string {
  return wordIn(texts, field) ?? field;
}
