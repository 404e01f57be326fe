import { app, type Session } from 'electron';
import { roleOf } from './navigation-guard.ts';
import type { Refusals } from './refusals.ts';

/**
 * Electron's defaults, said aloud so that no other listener changes them [K4]: a wrong certificate is an error page and
 * nobody can pass it; a server that asks for a certificate or a password of the workstation's gets none.
 */
export function refuseCredentials(refusals: Refusals): void {
  app.on('certificate-error', (event, contents, url, _error, _certificate, decide) => {
    event.preventDefault();
    decide(false);
    refusals.note('certificate', roleOf(contents), url);
  });
  app.on('select-client-certificate', (event, contents, url, _certificates, choose) => {
    event.preventDefault();
    choose();
    refusals.note('client certificate', contents ? roleOf(contents) : undefined, url);
  });
  // A dialog for a password could be anybody's.
  app.on('login', (event, contents, { url }, _asks, answer) => {
    event.preventDefault();
    answer();
    refusals.note('sign-in', contents ? roleOf(contents) : undefined, url);
  });
}

/** The account that the workstation is signed in with is not the person's. */
export function keepSystemAccount(session: Session): void {
  session.allowNTLMCredentialsForDomains('');
}
