import { expect, test } from 'vitest';
import { problemTypeOf } from '../../../shared/contract/problems.ts';
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
  support: [
    ...['POST /api/support/accounts/find', 'POST /api/support/accounts/unlock', 'POST /api/support/accounts/sign-out'],
    ...['POST /api/accounts/reset', 'POST /api/accounts/reset/shown', 'POST /api/accounts/reset/verification'],
  ],
  administrator: [
    ...['POST /api/accounts/disable', 'POST /api/accounts/enable', 'POST /api/accounts/email'],
    ...['POST /api/accounts/roles', 'POST /api/accounts/sites', 'POST /api/accounts/import', 'GET /api/capacity'],
    ...['GET /api/workstations', 'POST /api/workstations/codes', 'POST /api/workstations/revoke'],
  ],
  // Of applications, which call for themselves: no person gets that far.
  notices: ['POST /api/notices', 'DELETE /api/notices/{key}'],
  audit: ['POST /api/audit/entries'],
  roles: ['POST /api/roles'],
};

/** How far each caller gets, in the order of the accesses above. */
const callers = ['nobody', 'unread', 'staff', 'support', 'administrator'] as const;
const furthest: Record<(typeof callers)[number], number> = {
  nobody: 0,
  unread: 1,
  staff: 2,
  support: 3,
  administrator: 4,
};

test('[S2] every route lets in whom it says and nobody else, whatever their step or role', async () => {
  const { portal } = await startTraining();
  const unread = new Visitor(portal);
  await unread.signIn('maria.garcia');
  const visitors: Record<(typeof callers)[number], Visitor> = {
    nobody: new Visitor(portal),
    unread,
    staff: await signedInVisitor(portal, 'john.smith'),
    support: await signedInVisitor(portal, 'support.lee'),
    administrator: await signedInVisitor(portal, 'it.admin'),
  };
  const described = (await (await visitors.nobody.send('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { description: string }>>;
  };
  const routes = Object.entries(described.paths).flatMap(([path, methods]) =>
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

  const order = Object.keys(expected);
  // Signing out last.
  const walked = routes.toSorted(
    (a, b) => Number(a.route.endsWith('/api/sign-out')) - Number(b.route.endsWith('/api/sign-out')),
  );
  for (const { route, access } of walked) {
    const [method, path] = route.split(' ') as [string, string];
    for (const caller of callers) {
      const answer = await visitors[caller].send(method, path, method === 'GET' ? undefined : {});
      const refused = ['sign-in-required', 'agreement-required', 'not-permitted', 'token-refused'].includes(
        answer.ok ? '' : problemTypeOf(await answer.json()),
      );
      const letIn = order.indexOf(access) <= furthest[caller];
      // What needs a session says so by itself where nobody is signed in.
      if (route !== 'POST /api/session/activity') expect(refused, `${caller} ${route}`).toBe(!letIn);
    }
  }
});
