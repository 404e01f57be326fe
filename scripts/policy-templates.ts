// `npm run policy-templates`: writes what IT gets about policy from shared/kiosk/policy.ts: templates for Windows group policy, a
// sample profile for macOS, a JSON schema, and docs/policy.md; and the actions of the desktop icon, from the manifests. With
// --check it only says what is stale. --in DIR for tests.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { desktopActions } from './policy-templates/desktop-actions.ts';
import { document } from './policy-templates/document.ts';
import { definitions, texts } from './policy-templates/group-policy.ts';
import { schema } from './policy-templates/json-schema.ts';
import { profile } from './policy-templates/mac-profile.ts';
import { root } from './setup.mjs';

/** What makes each file. */
const templates: Readonly<Record<string, () => string>> = {
  'packaging/policy/EnterprisePortalKiosk.admx': definitions,
  'packaging/policy/en-US/EnterprisePortalKiosk.adml': texts,
  'packaging/policy/enterprise-portal-kiosk.mobileconfig': profile,
  'packaging/policy/policy.schema.json': schema,
  'packaging/linux/desktop-actions.json': desktopActions,
  'docs/policy.md': document,
};

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, in: { type: 'string' } } });
const folder = values.in ?? root;
const stale = Object.entries(templates)
  .map(([name, make]) => ({ name, wanted: make() }))
  .filter(({ name, wanted }) => contentOf(join(folder, name)) !== wanted);
for (const { name, wanted } of stale) {
  if (values.check) console.error(`${name} is stale; run npm run policy-templates`);
  else write(join(folder, name), wanted);
}
process.exitCode = values.check && stale.length > 0 ? 1 : 0;

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
