import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { problemTypeOf } from '../../../shared/contract/problems.ts';
import { isPermitted, type Permission, permissions } from '../../../shared/identity/permissions.ts';
import { type Role, roleIds, roles } from '../../../shared/identity/roles.ts';
import { startTraining } from '../../support/deployment.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

/** Who may call what; a route that is new, or open to others than before, has to be written here too. */
const expected: Record<string, string[]> = {
  anyone: [
    'GET /api/applications',
    'GET /api/deployment',
    'GET /api/help',
    'PUT /api/language',
    'POST /api/sign-in',
    'POST /api/session/activity',
    ...['GET /api/recovery', 'POST /api/recovery', 'DELETE /api/recovery', 'POST /api/recovery/answer'],
    ...['POST /api/recovery/answers', 'POST /api/recovery/code', 'POST /api/recovery/code/redeem'],
    'POST /api/recovery/password',
    ...['GET /api/setup', 'POST /api/setup', 'POST /api/setup/code', 'POST /api/setup/mail'],
    ...['GET /api/workstations/this', 'POST /api/workstations/enrol'],
  ],
  'signed-in': [
    ...['GET /api/session', 'POST /api/session/workstation-event', 'POST /api/password', 'POST /api/sign-out'],
    ...['GET /api/agreement', 'POST /api/agreement/acceptance'],
  ],
  complete: [
    ...['GET /api/notifications', 'PUT /api/preferences', 'GET /api/questions', 'PUT /api/questions'],
    ...['GET /api/workspace', 'PUT /api/workspace'],
    ...['GET /api/learning/check', 'POST /api/learning/check', 'GET /api/learning/people'],
  ],
  people: ['POST /api/support/accounts/search', 'POST /api/support/accounts/find'],
  support: [
    ...['POST /api/support/accounts/unlock', 'POST /api/support/accounts/sign-out'],
    ...['POST /api/support/accounts/verify', 'POST /api/support/accounts/history'],
    ...['POST /api/accounts/reset', 'POST /api/accounts/reset/shown', 'POST /api/accounts/reset/verification'],
  ],
  administrator: [
    ...['POST /api/accounts/create', 'POST /api/accounts/name', 'POST /api/accounts/language'],
    ...['POST /api/accounts/disable', 'POST /api/accounts/enable', 'POST /api/accounts/email'],
    ...['POST /api/accounts/roles', 'POST /api/accounts/sites', 'GET /api/capacity'],
    ...['POST /api/accounts/import', 'GET /api/accounts/import'],
    ...['GET /api/announcements', 'POST /api/announcements', 'PUT /api/announcements/{id}'],
    ...['POST /api/announcements/{id}/withdrawal', 'GET /api/announcements/sites', 'GET /api/overview'],
    'POST /api/audit/search',
    ...[
      'GET /api/registrations',
      'POST /api/registrations/{id}/test',
      'GET /api/queues',
      'POST /api/queues/{queue}/retry',
      ...['GET /api/agreement/versions', 'POST /api/agreement/versions', 'POST /api/agreement/versions/withdrawal'],
      'GET /api/agreement/not-accepted',
      'GET /api/server',
      ...['GET /api/sites', 'POST /api/sites', 'POST /api/sites/rename', 'POST /api/sites/closed'],
      'POST /api/server/check',
      ...['GET /api/approvals', 'POST /api/approvals/{id}/decision'],
    ],
    ...['GET /api/workstations', 'POST /api/workstations/codes', 'POST /api/workstations/revoke'],
  ],
  // Of applications, which call for themselves: no person gets that far.
  notices: ['POST /api/notices', 'DELETE /api/notices/{key}'],
  audit: ['POST /api/audit/entries'],
  roles: ['POST /api/roles'],
};

/** Nobody, whoever has not accepted the agreement, and everybody with one role alone. */
type Caller = 'nobody' | 'unread' | Role;

function isLetIn(access: string, caller: Caller): boolean {
  if (access === 'anyone') return true;
  if (access === 'signed-in') return caller !== 'nobody';
  if (caller === 'nobody' || caller === 'unread') return false;
  return access === 'complete' || (access in permissions && isPermitted(access as Permission, [caller]));
}

interface Described {
  readonly paths: Record<string, Record<string, { description: string }>>;
}

test('[S2] every route lets in whom the table of roles says and nobody else, whatever their step or role', async () => {
  const { portal } = await startTraining();
  const admin = await signedInVisitor(portal, 'it.admin');
  const { paths } = (await (await admin.send('GET', '/api/openapi.json')).json()) as Described;
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { description }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      access: description.replace('Access: ', ''),
    })),
  );
  const byAccess: Record<string, string[]> = {};
  for (const { route, access } of routes) (byAccess[access] ??= []).push(route);
  const sorted = (table: Record<string, string[]>) =>
    Object.fromEntries(Object.entries(table).map(([access, list]) => [access, list.toSorted()]));
  expect(sorted(byAccess)).toEqual(sorted(expected));

  // Signing out last.
  const walked = routes.toSorted(
    (a, b) => Number(a.route.endsWith('/api/sign-out')) - Number(b.route.endsWith('/api/sign-out')),
  );
  const walk = async (caller: Caller, visitor: Visitor) => {
    for (const { route, access } of walked) {
      const [method, path] = route.split(' ') as [string, string];
      const answer = await visitor.send(method, path, method === 'GET' ? undefined : {});
      const refused = ['sign-in-required', 'agreement-required', 'not-permitted', 'token-refused'].includes(
        answer.ok ? '' : problemTypeOf(await answer.json()),
      );
      // What needs a session says so by itself where nobody is signed in.
      if (route !== 'POST /api/session/activity') {
        expect(refused, `${caller} ${route}`).toBe(!isLetIn(access, caller));
      }
    }
  };
  await walk('nobody', new Visitor(portal));
  const unread = new Visitor(portal);
  await unread.signIn('maria.garcia');
  await walk('unread', unread);
  await signedInVisitor(portal, 'john.smith');
  for (const role of roleIds) {
    const given = { username: 'john.smith', reason: 'walk of the roles', roles: [role] };
    expect((await admin.send('POST', '/api/accounts/roles', given)).status).toBe(200);
    const visitor = new Visitor(portal);
    await visitor.signIn('john.smith');
    await walk(role, visitor);
  }
});

test('[S2] the table of roles in docs/security.md is the one that the server goes by', async () => {
  const security = await readFile(new URL('../../../docs/security.md', import.meta.url), 'utf8');
  const cells = (row: string) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const rows = security
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cells);
  const names = Object.keys(permissions) as Permission[];
  for (const role of roleIds) {
    const row = rows.find(([name]) => name === roles[role]);
    expect(row, roles[role]).toEqual([roles[role], ...names.map((name) => (isPermitted(name, [role]) ? 'yes' : ''))]);
  }
});
