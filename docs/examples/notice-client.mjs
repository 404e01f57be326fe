// An application that is not part of this product: it posts a notice, and withdraws it. Only fetch, no library.
//   node notice-client.mjs ISSUER CLIENT-ID post KEY SITE TITLE TEXT
//   node notice-client.mjs ISSUER CLIENT-ID withdraw KEY
// The client's secret is in the environment variable CLIENT_SECRET.
const [issuer, clientId, verb, key, site, title, text] = process.argv.slice(2);

/** A token of the application's own (RFC 6749, 4.4), good for ten minutes. */
async function ownToken() {
  // Form-encoded before they are joined (RFC 6749, 2.3.1).
  const credentials = [clientId, process.env.CLIENT_SECRET].map(encodeURIComponent).join(':');
  const response = await fetch(`${issuer}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'notices' }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.error}: ${answer.error_description}`);
  return answer.access_token;
}

async function call(method, path, body) {
  const response = await fetch(`${issuer}${path}`, {
    method,
    headers: { authorization: `Bearer ${await ownToken()}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  if (response.ok) return response.status === 204 ? undefined : response.json();
  const { title: problem, fields = [] } = await response.json();
  throw new Error([problem, ...fields.map(({ field, message }) => `${field} ${message}`)].join('; '));
}

const inAWeek = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
try {
  // Sent again under its key, a notice stays as it is: after an answer that was lost, simply send it again.
  const notice = { key, to: { site }, severity: 'information', title, text, expiresAt: inAWeek };
  if (verb === 'post') console.log((await call('POST', '/api/notices', notice)).id);
  else await call('DELETE', `/api/notices/${key}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
