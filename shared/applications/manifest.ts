import type { InEveryLanguage } from '../contract/languages.ts';
import type { Services } from '../identity/api/services.ts';
import type { Role } from '../identity/roles.ts';

/** Where a site's own Point of Contact gives access. */
export const askPointOfContact: InEveryLanguage = {
  en: 'Ask the Point of Contact of your site for access.',
  es: 'Pida acceso a la persona de contacto de su centro.',
};

/**
 * What the product has to know of one of its applications. Settings, policy and its templates, the launcher, the pages
 * that are built, desktop actions, hosts and ports follow from it.
 */
export interface Manifest {
  /** Part of addresses, settings, the data folder, and the names of its two folders. */
  readonly id: string;
  readonly name: string;
  readonly fullName: string;
  readonly description: InEveryLanguage;
  /** Who sees it and gets in [O2]; the server enforces it at every authorization request. */
  readonly openTo: 'everyone' | readonly Role[];
  /** Whom somebody without access turns to, in whole sentences. */
  readonly access: InEveryLanguage;
  /** What its settings begin with in the policy of a workstation, which IT has in its tools and which therefore stays. */
  readonly policyName: string;
  /** Addresses of its pages, as routes. */
  readonly pages: readonly string[];
  /** Those that anyone may see without signing in; they hold nobody’s data. */
  readonly openPages?: readonly string[];
  /** Forms that keep what was typed and not sent [T4]; only these, so that nobody can fill the store with names. */
  readonly draftForms: readonly string[];
  /** A color on which white is readable (WCAG 2.2, 1.4.3). */
  readonly accent: `#${string}`;
  /** Lines in a square of 48, as an SVG path. */
  readonly icon: string;
  /** What it may do at the identity server by itself; nothing without it [J2]. */
  readonly services?: Services;
  /** Scopes under which other systems call it; the server names each of them `scope NAME` among its checks. */
  readonly offers?: readonly string[];
}
