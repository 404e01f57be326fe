import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerHere } from '../support/server-here.ts';
import { openCamera, type Taken, type Walks } from './camera.ts';
import { administration } from './ways/administration.ts';
import { enrollment } from './ways/enrollment.ts';
import { looksAfterAccounts } from './ways/accounts.ts';
import { portal } from './ways/portal.ts';
import { registry } from './ways/registry.ts';
import { registryPapers } from './ways/registry-papers.ts';
import { setUp } from './ways/set-up.ts';
import { signingIn } from './ways/signing-in.ts';
import { stock } from './ways/stock.ts';

/** `npm run screens`: every screen of the running product, for people to look at, and docs/screens.md around them. */

const parts: Record<string, Walks> = {
  'Signing in': signingIn,
  Portal: portal,
  Accounts: looksAfterAccounts,
  Administration: administration,
  ImmTrac2: registry,
  'ImmTrac2, reports and papers': registryPapers,
  VAOS: stock,
  Syntropi: enrollment,
  'A new server': setUp,
};

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/screens');
/** For whoever changes one walk. */
const only = process.argv[2];

const data = await mkdtemp(join(tmpdir(), 'screens-'));
const server = await startServerHere(join(data, 'kiosk'), {});
if (only === undefined) await rm(folder, { recursive: true, force: true });
const camera = await openCamera(folder);
const chapters: string[] = [];
let failed = 0;

for (const [part, walks] of Object.entries(parts)) {
  const taken: Taken[] = [];
  for (const walk of walks(server)) {
    if (only !== undefined && !walk.about.includes(only)) continue;
    console.log(`screens: ${walk.about}`);
    try {
      taken.push(...(await camera.walk(walk, server.portal)));
    } catch (error) {
      // The others are worth their pictures.
      console.error(error);
      failed += 1;
    }
  }
  chapters.push(`## ${part}\n\n${sectionsOf(taken)}`);
}
await camera.close();
await server.stop();
await rm(data, { recursive: true, force: true });

process.exitCode = failed > 0 ? 1 : 0;
if (only === undefined && failed === 0) {
  const about =
    'Made by `npm run screens` from the running product with training data; every person and client in them is made up.';
  await writeFile(join(root, 'docs/screens.md'), `# Screens\n\n${about}\n\n${chapters.join('\n')}`);
}

/** Each screen once, in all its looks. */
function sectionsOf(taken: readonly Taken[]): string {
  const byTitle = Map.groupBy(taken, ({ title }) => title);
  const pictures = ({ name, title, look }: Taken) => `![${title}, ${look}](screens/${name}.webp)\n`;
  return [...byTitle].map(([title, its]) => `### ${title}\n\n${its.map(pictures).join('\n')}`).join('\n');
}
