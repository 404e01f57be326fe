// Chromium's protocol cannot intercept a scheme of the app's own, so app://portal/x travels as https://portal.app.ehost.test/x
// and is turned back wherever the main process looks.
const privileged = new Set<string>();

export function addScheme(scheme: string): void {
  if (!/^(https?|file)$/.test(scheme)) privileged.add(scheme);
}

export function toWire(url: string): string {
  const [, scheme = '', host, rest] = /^([a-z]+):\/\/([^/?#]*)(.*)$/.exec(url) ?? [];
  return privileged.has(scheme) ? `https://${host}.${scheme}.ehost.test${rest}` : url;
}

export function fromWire(url: string): string {
  return url.replace(/^https:\/\/([^/?#]+)\.([a-z]+)\.ehost\.test(?=[/?#]|$)/, '$2://$1');
}

export function schemeOf(url: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? '';
}

/** The origin as Electron reports it, which unlike Node's `URL` knows the app's schemes. */
export function originOf(url: string): string {
  if (privileged.has(schemeOf(url))) return /^[a-z]+:\/\/[^/?#]*/.exec(url)?.[0] ?? 'null';
  if (schemeOf(url) === 'file') return 'file://';
  return URL.parse(url)?.origin ?? 'null';
}
