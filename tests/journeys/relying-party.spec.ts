import { alone } from '../support/fixture.ts';
import { look } from '../support/look.ts';
import { signIn, signInToWork } from '../support/people.ts';
import { RelyingParty } from '../support/relying-party.ts';
import { trainingPassword } from '../support/training.ts';
import { signedInVisitor } from '../support/visitor.ts';
import { expect, test as base } from '../support/workstation.ts';

// An application of somebody else beside the three, in a real browser, which holds what pages may do against every redirect.

const test = base.extend<{ party: RelyingParty }>({
  party: alone(async (use) => {
    const party = await RelyingParty.start();
    await use(party);
    party.close();
  }),
  settings: async ({ party }, use) => use({ clients: [party.settings] }),
});

test('[J1] an application that wants its answer by form_post gets it, after signing in too', async ({
  workstation,
  party,
}) => {
  const page = await workstation.portal();
  party.issuer = new URL(page.url()).origin;
  await signInToWork(page, 'maria.garcia');
  await page.getByRole('button', { name: 'Sign Out' }).click();
  await expect(page.getByRole('button', { name: 'Sign In' })).toBeVisible();
  await page.goto(party.authorizeUrl({ response_mode: 'form_post', login_hint: 'maria.garcia' }));
  await expect(page.getByLabel('Username', { exact: true })).toHaveValue('maria.garcia');
  await page.getByLabel('Password', { exact: true }).fill(trainingPassword);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await expect(page.getByRole('heading', { name: 'Party', exact: true })).toBeVisible();
  const posted = party.arrived.find(({ method, url }) => method === 'POST' && url.pathname === '/callback')!;
  expect((await party.redeem(posted.body.get('code'))).status).toBe(200);
});

test('[J1][S1] an application’s own form signs people out and gets them back, asked or not', async ({
  workstation,
  party,
}) => {
  const page = await workstation.portal();
  party.issuer = new URL(page.url()).origin;
  await signInToWork(page, 'maria.garcia');
  const [bye] = party.settings.postLogoutRedirectUris!;
  const signOutBy = async (parameters: Record<string, string>) => {
    await page.goto(party.redirectUri);
    await page.evaluate(
      ([action, fields]) => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action });
        for (const [name, value] of Object.entries(fields)) {
          form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
        }
        document.body.append(form);
        form.submit();
      },
      [`${party.issuer}/oidc/end-session`, parameters] as const,
    );
  };
  await test.step('without an ID token a page asks, and its button leads back', async () => {
    await signOutBy({ client_id: 'party', post_logout_redirect_uri: bye! });
    await expect(page.getByRole('heading', { name: 'Sign out', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Sign Out' }).click();
    await expect(page).toHaveURL(bye!);
  });
  await test.step('with one, it leads back at once', async () => {
    await page.goto(party.authorizeUrl());
    await signIn(page, 'maria.garcia');
    await expect(page.getByRole('heading', { name: 'Party', exact: true })).toBeVisible();
    const code = party.arrived.findLast(({ url }) => url.pathname === '/callback')!.url.searchParams.get('code');
    const { body } = await party.redeem(code);
    await signOutBy({ id_token_hint: body.id_token, post_logout_redirect_uri: bye! });
    await expect(page).toHaveURL(bye!);
    await page.goto(party.issuer);
    await expect(page.getByRole('button', { name: 'Sign In' })).toBeVisible();
  });
  await test.step('where the session is over already, it leads back too', async () => {
    await signOutBy({ client_id: 'party', post_logout_redirect_uri: bye! });
    await expect(page).toHaveURL(bye!);
  });
});

test('[S1] one press of “Sign Out” in an application ends at the portal, which leads the next person nowhere', async ({
  workstation,
}) => {
  const page = await workstation.portal();
  const { origin } = new URL(page.url());
  for (const application of ['VAOS', 'Syntropi', 'ImmTrac2'] as const) {
    await signInToWork(page, 'maria.garcia');
    await workstation.open(application);
    await workstation.signOutFrom(page);
    await expect(page.getByRole('button', { name: 'Sign In' })).toBeVisible();
    await expect(page).toHaveURL((url) => url.origin === origin && !url.searchParams.has('continue'));
    expect((await page.request.get(`${origin}/api/session`)).status()).toBe(401);
  }
});

test('[J1] an application may ask for the password again, and somebody else may sign in there', async ({
  workstation,
  party,
}) => {
  const page = await workstation.portal();
  party.issuer = new URL(page.url()).origin;
  await signInToWork(page, 'maria.garcia');
  await page.goto(party.authorizeUrl({ prompt: 'login' }));
  await expect(page.getByRole('heading', { name: 'Verify your identity', exact: true })).toBeVisible();
  await look(page, 'sign-in-again');

  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Enter your password.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill('Not-The-Password-1');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('Your identity was not verified');
  await page.getByLabel('Password', { exact: true }).fill(trainingPassword);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Party', exact: true })).toBeVisible();

  await page.goto(party.authorizeUrl({ prompt: 'login' }));
  await page.getByRole('button', { name: 'Sign in as someone else' }).click();
  await expect(page.getByRole('heading', { name: 'Sign In', exact: true })).toBeVisible();
  // So that the agreement does not come in between.
  await signedInVisitor(party.issuer, 'john.smith');
  await signIn(page, 'john.smith');
  await expect(page.getByRole('heading', { name: 'Party', exact: true })).toBeVisible();
  const code = party.arrived.findLast(({ url }) => url.pathname === '/callback')!.url.searchParams.get('code');
  const person = (await (await party.userInfo((await party.redeem(code)).body)).json()) as Record<string, unknown>;
  expect(person['preferred_username']).toBe('john.smith');
});
