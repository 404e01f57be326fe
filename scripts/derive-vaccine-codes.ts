/**
 * Derives the code tables that the applications use from the code sets that the Centers for Disease Control and
 * Prevention publish (public domain): `node scripts/run.mjs derive-vaccine-codes DIRECTORY YYYY-MM`, where the directory
 * holds cvx.xml, mvx.xml, tradename.xml, vac2vg.xml, visurl.xml, NDC_Unit_use.txt, NDC_Unit_sale.txt and NDC_Linker.txt
 * as of that month. Vaccines that are no longer given are kept, marked as retired, because histories have them; products
 * and packages only while they are current. Units of use, which scanners read, are kept since they may stand on a shelf,
 * in a table of their own that pages load too. Run `npm run format` afterwards.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [directory = '', asOf = ''] = process.argv.slice(2);
if (directory === '' || !/^\d{4}-\d{2}$/.test(asOf)) {
  console.error('usage: derive-vaccine-codes DIRECTORY YYYY-MM');
  process.exit(2);
}

/** One line of a table. */
type Fields = Readonly<Record<string, string>>;

interface Unit {
  readonly ndc: string;
  readonly ndc10: string;
  readonly cvx: string;
  readonly mvx?: string;
  readonly product: string;
  readonly package?: string;
  readonly until?: string;
}

interface Carton {
  readonly ndc: string;
  readonly ndc10: string;
  readonly units: readonly string[];
}

const read = (name: string) => readFile(join(directory, name), 'latin1');
const byText =
  <Each>(pick: (each: Each) => string) =>
  (a: Each, b: Each) =>
    pick(a) < pick(b) ? -1 : pick(a) > pick(b) ? 1 : 0;
const isActive = (status: string | undefined) => status === 'Active';

function plain(text: string): string {
  const entities: Fields = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
  return text
    .replaceAll(/&(?:amp|lt|gt|quot|apos);/g, (entity) => entities[entity]!)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The blocks of a file, each as its `<Name>`/`<Value>` pairs. */
function blocksOf(xml: string, element: string): Fields[] {
  return [...xml.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map(([, block = '']) => {
    const pairs = block.matchAll(/<Name>(.*?)<\/Name>\s*(?:<Value>(.*?)<\/Value>|<Value\/>)/gs);
    return Object.fromEntries([...pairs].map(([, name = '', value = '']) => [plain(name), plain(value)]));
  });
}

const groupsOf = new Map<string, string[]>();
for (const pair of blocksOf(await read('vac2vg.xml'), 'CVXVGInfo')) {
  const { CVXCode: cvx = '', 'Vaccine Group Name': group = '' } = pair;
  groupsOf.set(cvx, [...(groupsOf.get(cvx) ?? []), group].toSorted(byText((name) => name)));
}

const vaccines = [...(await read('cvx.xml')).matchAll(/<CVXInfo>(.*?)<\/CVXInfo>/gs)]
  .map(
    ([, block = '']) =>
      (element: string) =>
        plain(block.match(new RegExp(`<${element}>(.*?)</${element}>`, 's'))?.[1] ?? ''),
  )
  .filter((field) => ['Active', 'Inactive', 'Non-US'].includes(field('Status')))
  .map((field) => ({
    cvx: field('CVXCode'),
    name: field('ShortDescription'),
    groups: groupsOf.get(field('CVXCode')) ?? [],
    ...(!isActive(field('Status')) && { retired: true }),
  }))
  .toSorted(byText(({ cvx }) => cvx.padStart(3, '0')));
const activeCvx = new Set(vaccines.filter(({ retired }) => !retired).map(({ cvx }) => cvx));

const manufacturers = blocksOf(await read('mvx.xml'), 'MVXInfo')
  .filter((entry) => isActive(entry['Status']))
  .map((entry) => ({ mvx: entry['MVX_CODE'] ?? '', name: entry['Manufacturer Name'] ?? '' }))
  .toSorted(byText(({ mvx }) => mvx));
const activeMvx = new Set(manufacturers.map(({ mvx }) => mvx));

const products = blocksOf(await read('tradename.xml'), 'prodInfo')
  .filter((entry) => isActive(entry['Product name Status']) && isActive(entry['MVX Status']))
  .map((entry) => ({
    tradeName: entry['CDC Product Name'] ?? '',
    cvx: entry['CVXCode'] ?? '',
    mvx: entry['MVX Code'] ?? '',
  }))
  .filter(({ cvx, mvx }) => activeCvx.has(cvx) && activeMvx.has(mvx))
  .toSorted(byText(({ tradeName, cvx }) => `${tradeName.toLowerCase()} ${cvx}`));

const rowsOf = (text: string) =>
  text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((row) => row.split('|').map(plain));
const makerOfSale = new Map(rowsOf(await read('NDC_Linker.txt')).map(([, sale, , mvx]) => [sale, mvx]));

const lastDay = `${asOf.replace('-', '')}31`;
const packages = new Map<string, { ndc: string; product: string; cvx: string; mvx: string; package: string }>();
for (const row of rowsOf(await read('NDC_Unit_sale.txt'))) {
  const [sale, , , , product = '', , , begins = '', ends = '', pack = '', , , cvx = '', , ndc = ''] = row;
  const mvx = makerOfSale.get(sale) ?? '';
  const current = begins <= lastDay && (ends === '' || ends > lastDay);
  if (!current || !activeCvx.has(cvx) || !activeMvx.has(mvx) || !/^\d{5}-\d{4}-\d{2}$/.test(ndc)) continue;
  const listed = packages.get(ndc);
  // A few products stand there once for each population; the first code is the usual one.
  if (listed === undefined || cvx.padStart(3, '0') < listed.cvx.padStart(3, '0')) {
    packages.set(ndc, { ndc, product, cvx, mvx, package: pack });
  }
}

/** Its own vaccine information statements: each has a GS1 document number (GDTI), which its bar code carries. */
const statements = [...(await read('visurl.xml')).matchAll(/<VISURLInfo>(.*?)<\/VISURLInfo>/gs)]
  .map(([, block = '']) => {
    const value = (element: string) => plain(block.match(new RegExp(`<${element}>(.*?)</${element}>`, 's'))?.[1] ?? '');
    return {
      gdti: value('VIS_GDTI_document_Conceptcode'),
      name: value('VIS_Document_Type_Description_ConceptName').replace(/ (?:VIS|IIS)\b/, ''),
    };
  })
  .toSorted(byText(({ gdti }) => gdti));

const links = rowsOf(await read('NDC_Linker.txt'));
const makerOfUse = new Map(links.map(([, , use, mvx]) => [use, mvx]));
const knownCvx = new Set(vaccines.map(({ cvx }) => cvx));
const units = new Map<string, Unit>();
const unitNdc = new Map<string, string>();
for (const row of rowsOf(await read('NDC_Unit_use.txt'))) {
  const [use = '', labeler = '', productCode = '', packageCode = '', product = '', , , , ends, pack] = row;
  const [cvx = '', ndc = ''] = [row[11], row[14]];
  unitNdc.set(use, ndc);
  // Ten digits as the label has them, without the zero that makes eleven of them.
  const ndc10 = labeler + productCode + packageCode;
  if (!knownCvx.has(cvx) || !/^\d{10}$/.test(ndc10)) continue;
  const listed = units.get(ndc);
  if (listed !== undefined && listed.cvx.padStart(3, '0') <= cvx.padStart(3, '0')) continue;
  const mvx = makerOfUse.get(use);
  const kept = { ndc, ndc10, cvx, ...(mvx && { mvx }), product };
  units.set(ndc, { ...kept, ...(pack && { package: pack }), ...(ends && { until: dated(ends) }) });
}
const cartons = new Map<string, Carton>();
const saleNdc = new Map(
  rowsOf(await read('NDC_Unit_sale.txt')).map((row) => [row[0], { ndc: row.at(-2)!, ndc10: row.slice(1, 4).join('') }]),
);
for (const [, sale, use] of links) {
  const [carton, unit] = [saleNdc.get(sale), unitNdc.get(use!)];
  if (carton === undefined || unit === undefined || !units.has(unit) || !/^\d{10}$/.test(carton.ndc10)) continue;
  const listed = cartons.get(carton.ndc)?.units ?? [];
  cartons.set(carton.ndc, { ...carton, units: [...new Set([...listed, unit])].toSorted(byText((each) => each)) });
}

function dated(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
}

await write('../server/applications/platform/codes/vaccines.json', {
  vaccines,
  manufacturers,
  products,
  packages: [...packages.values()].toSorted(byText(({ ndc }) => ndc)),
  statements,
});
await write('../shared/applications/codes/units.json', {
  units: [...units.values()].toSorted(byText(({ ndc }) => ndc)),
  cartons: [...cartons.values()].toSorted(byText(({ ndc }) => ndc)),
});

/** One record on a line, so that a new edition shows as the records that changed. */
async function write(target: string, tables: Readonly<Record<string, readonly object[]>>): Promise<void> {
  const lines = Object.entries(tables).map(
    ([name, records]) => `  "${name}": [\n${records.map((record) => `    ${lineOf(record)}`).join(',\n')}\n  ]`,
  );
  const head = `  "source": "Centers for Disease Control and Prevention",\n  "asOf": "${asOf}",\n`;
  await writeFile(fileURLToPath(new URL(target, import.meta.url)), `{\n${head}${lines.join(',\n')}\n}\n`);
  console.log(Object.fromEntries(Object.entries(tables).map(([name, records]) => [name, records.length])));
}

function lineOf(record: object): string {
  const fields = Object.entries(record).map(([key, value]) => {
    const written = Array.isArray(value)
      ? `[${value.map((v) => JSON.stringify(v)).join(', ')}]`
      : JSON.stringify(value);
    return `"${key}": ${written}`;
  });
  return `{ ${fields.join(', ')} }`;
}
