import { applicationIdPattern } from '../../shared/applications/applications.ts';

/** How a start or a link asks for one application [K1]: `--open immtrac2`, `--open=immtrac2`, `portal-kiosk://open/immtrac2`. */

export const linkScheme = 'portal-kiosk';

/** Nothing asked, an application's id, or something that only looks like asking. */
export type Asked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'application'; readonly id: string };

const isId = new RegExp(applicationIdPattern);
const isLink = new RegExp(`^${linkScheme}:`, 'i');
/** Systems and browsers may change the case of scheme and host; the id is taken as it is. Nothing is decoded. */
const link = new RegExp(`^${linkScheme}://open/([^/?#]*)$`, 'i');

/**
 * Anybody can start the kiosk with any arguments, and any page can have a link: what is not exactly one of the forms is
 * refused. The first argument that asks decides; whether the kiosk has such an application is not known here.
 * @param given arguments of a start, or one link
 */
export function askedApplication(given: readonly string[]): Asked {
  const at = given.findIndex((each) => each === '--open' || each.startsWith('--open=') || isLink.test(each));
  const first = given[at];
  if (first === undefined) return { kind: 'nothing' };
  const id = first === '--open' ? given[at + 1] : first.startsWith('--open=') ? first.slice(7) : link.exec(first)?.[1];
  return id !== undefined && isId.test(id) ? { kind: 'application', id } : { kind: 'refused' };
}
