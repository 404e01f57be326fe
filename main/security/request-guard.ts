import type { Session } from 'electron';
import { roleOf } from './navigation-guard.ts';
import type { Refusals } from './refusals.ts';
import { mayRequest, type RequestRules } from './requests.ts';

/** Cancels what the pages of real applications may not ask of a network. */
export function guardRequests(web: Session, rules: RequestRules, refusals: Refusals): void {
  web.webRequest.onBeforeRequest(({ url, resourceType, webContents, initiatorOrigin: initiator }, decide) => {
    const role = webContents && roleOf(webContents);
    // Where a window goes, the navigation guard has decided.
    const cancel = resourceType !== 'mainFrame' && !mayRequest({ url, role, initiator }, rules);
    if (cancel) refusals.note('request', role, url);
    decide({ cancel });
  });
}
