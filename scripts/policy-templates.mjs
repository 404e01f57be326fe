// `npm run policy-templates`: writes what IT gets about policy from shared/kiosk/policy.ts: templates for Windows group policy, a
// sample profile for macOS, a JSON schema, and docs/policy.md; and the actions of the desktop icon, from the manifests. With --check it only says what is stale. --in DIR for tests.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerHelp, root, run } from './setup.mjs';

answerHelp(`Usage: npm run policy-templates [-- --check] [--in DIR]
Writes the templates and the document about policy from shared/kiosk/policy.ts, and the actions of the desktop icon.
  --check   only says what is stale
  --in DIR  there instead of in the project`);

/** Which file each maker makes, and with which of its functions. */
const templates = {
  'packaging/policy/EnterprisePortalKiosk.admx': ['./policy-templates/group-policy.mjs', 'definitions'],
  'packaging/policy/en-US/EnterprisePortalKiosk.adml': ['./policy-templates/group-policy.mjs', 'texts'],
  'packaging/policy/enterprise-portal-kiosk.mobileconfig': ['./policy-templates/mac-profile.mjs', 'profile'],
  'packaging/policy/policy.schema.json': ['./policy-templates/json-schema.mjs', 'schema'],
  'packaging/linux/desktop-actions.json': ['./policy-templates/desktop-actions.mjs', 'desktopActions'],
  'docs/policy.md': ['./policy-templates/document.mjs', 'document'],
};

/** @returns the names of the files that are not what they would be now */
async function stale(folder) {
  const found = [];
  for (const [name, [module, make]] of Object.entries(templates)) {
    const wanted = (await import(module))[make]();
    if (contentOf(join(folder, name)) !== wanted) found.push({ name, wanted });
  }
  return found;
}

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

async function main() {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, in: { type: 'string' } } });
  const folder = values.in ?? root;
  const files = await stale(folder);
  if (!values.check) {
    for (const { name, wanted } of files) write(join(folder, name), wanted);
    return 0;
  }
  for (const { name } of files) console.error(`${name} is stale; run npm run policy-templates`);
  return files.length === 0 ? 0 : 1;
}

// The makers import TypeScript, which the machine's own Node may be too old for.
const isNewEnough = Boolean(process.features.typescript);
process.exitCode = isNewEnough ? await main() : run('scripts/policy-templates.mjs', process.argv.slice(2));
