import { createHmac } from 'node:crypto';
import type { Session } from 'electron';

const days = 24 * 3600;

/**
 * By this the server knows the workstation, whoever uses it: the same after every start, so that people find what they
 * left [T4], and nobody's own. It comes from the kiosk's master key, so there is nothing more to keep.
 */
export function workstationTicket(masterKey: Buffer): string {
  return createHmac('sha256', masterKey).update('workstation').digest('base64url');
}

/** What pages show the server now. @param name of the cookie */
export async function presentedWorkstation(web: Session, portal: string, name: string): Promise<string | undefined> {
  const [cookie] = await web.cookies.get({ url: portal, name });
  return cookie?.value;
}

export async function presentWorkstation(web: Session, portal: string, name: string, ticket: string): Promise<void> {
  const { protocol } = new URL(portal);
  await web.cookies.set({
    url: portal,
    name,
    value: ticket,
    path: '/',
    httpOnly: true,
    secure: protocol === 'https:',
    sameSite: 'lax',
    expirationDate: Date.now() / 1000 + 400 * days,
  });
}
