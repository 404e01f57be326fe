/**
 * Derives the code tables that the applications use from the code sets that the Centers for Disease Control and
 * Prevention publish (public domain): `node scripts/derive-vaccine-codes.mjs DIRECTORY YYYY-MM`, where the directory
 * holds cvx.xml, mvx.xml, tradename.xml, vac2vg.xml, NDC_Unit_sale.txt and NDC_Linker.txt as of that month.
 * Only what is current is kept: the tables are for recording and ordering today. Run `npm run format` afterwards.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [directory, asOf] = process.argv.slice(2);
if (directory === undefined || !/^\d{4}-\d{2}$/.test(asOf ?? '')) {
  console.error('usage: derive-vaccine-codes.mjs DIRECTORY YYYY-MM');
  process.exit(2);
}

const read = (name) => readFile(join(directory, name), 'latin1');
const byText = (pick) => (a, b) => (pick(a) < pick(b) ? -1 : pick(a) > pick(b) ? 1 : 0);
const isActive = (status) => status === 'Active';

function plain(text) {
  const entities = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
  return text
    .replaceAll(/&(?:amp|lt|gt|quot|apos);/g, (entity) => entities[entity])
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The blocks of a file, each as its `<Name>`/`<Value>` pairs. */
function blocksOf(xml, element) {
  return [...xml.matchAll(new RegExp(`<${element}>(.*?)</${element}>`, 'gs'))].map(([, block]) => {
    const pairs = block.matchAll(/<Name>(.*?)<\/Name>\s*(?:<Value>(.*?)<\/Value>|<Value\/>)/gs);
    return Object.fromEntries([...pairs].map(([, name, value]) => [plain(name), plain(value ?? '')]));
  });
}

const groupsOf = new Map();
for (const pair of blocksOf(await read('vac2vg.xml'), 'CVXVGInfo')) {
  const groups = groupsOf.get(pair['CVXCode']) ?? [];
  groupsOf.set(pair['CVXCode'], [...groups, pair['Vaccine Group Name']].toSorted(byText((name) => name)));
}

const vaccines = [...(await read('cvx.xml')).matchAll(/<CVXInfo>(.*?)<\/CVXInfo>/gs)]
  .map(
    ([, block]) =>
      (element) =>
        plain(block.match(new RegExp(`<${element}>(.*?)</${element}>`, 's'))?.[1] ?? ''),
  )
  .filter((field) => isActive(field('Status')))
  .map((field) => ({
    cvx: field('CVXCode'),
    name: field('ShortDescription'),
    groups: groupsOf.get(field('CVXCode')) ?? [],
  }))
  .toSorted(byText(({ cvx }) => cvx.padStart(3, '0')));
const activeCvx = new Set(vaccines.map(({ cvx }) => cvx));

const manufacturers = blocksOf(await read('mvx.xml'), 'MVXInfo')
  .filter((entry) => isActive(entry['Status']))
  .map((entry) => ({ mvx: entry['MVX_CODE'], name: entry['Manufacturer Name'] }))
  .toSorted(byText(({ mvx }) => mvx));
const activeMvx = new Set(manufacturers.map(({ mvx }) => mvx));

const products = blocksOf(await read('tradename.xml'), 'prodInfo')
  .filter((entry) => isActive(entry['Product name Status']) && isActive(entry['MVX Status']))
  .map((entry) => ({ tradeName: entry['CDC Product Name'], cvx: entry['CVXCode'], mvx: entry['MVX Code'] }))
  .filter(({ cvx, mvx }) => activeCvx.has(cvx) && activeMvx.has(mvx))
  .toSorted(byText(({ tradeName, cvx }) => `${tradeName.toLowerCase()} ${cvx}`));

const rowsOf = (text) =>
  text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((row) => row.split('|').map(plain));
const makerOfSale = new Map(rowsOf(await read('NDC_Linker.txt')).map(([, sale, , mvx]) => [sale, mvx]));

const lastDay = `${asOf.replace('-', '')}31`;
const packages = new Map();
for (const row of rowsOf(await read('NDC_Unit_sale.txt'))) {
  const [sale, , , , product, , , begins, ends, pack, , , cvx, , ndc] = row;
  const mvx = makerOfSale.get(sale);
  const current = begins <= lastDay && (ends === '' || ends > lastDay);
  if (!current || !activeCvx.has(cvx) || !activeMvx.has(mvx) || !/^\d{5}-\d{4}-\d{2}$/.test(ndc)) continue;
  const listed = packages.get(ndc);
  // A few products stand there once for each population; the first code is the usual one.
  if (listed === undefined || cvx.padStart(3, '0') < listed.cvx.padStart(3, '0')) {
    packages.set(ndc, { ndc, product, cvx, mvx, package: pack });
  }
}

const tables = {
  vaccines,
  manufacturers,
  products,
  packages: [...packages.values()].toSorted(byText(({ ndc }) => ndc)),
};
// One record on a line, so that a new edition shows as the records that changed.
const lines = Object.entries(tables).map(
  ([name, records]) => `  "${name}": [\n${records.map((record) => `    ${lineOf(record)}`).join(',\n')}\n  ]`,
);
function lineOf(record) {
  const fields = Object.entries(record).map(([key, value]) => {
    const written = Array.isArray(value)
      ? `[${value.map((v) => JSON.stringify(v)).join(', ')}]`
      : JSON.stringify(value);
    return `"${key}": ${written}`;
  });
  return `{ ${fields.join(', ')} }`;
}
const target = fileURLToPath(new URL('../server/applications/platform/codes/vaccines.json', import.meta.url));
await writeFile(
  target,
  `{\n  "source": "Centers for Disease Control and Prevention",\n  "asOf": "${asOf}",\n${lines.join(',\n')}\n}\n`,
);
console.log(Object.fromEntries(Object.entries(tables).map(([name, records]) => [name, records.length])));
