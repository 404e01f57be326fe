import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { Site } from '../../../identity/api/identity.ts';
import { CalendarDate, closed } from '../fields.ts';

/** Sites of the registry: their Site Agreement [A4], and its renewal [I9]. */

const line = (most: number) => Type.String({ minLength: 1, maxLength: most });

export const SiteIntent = Type.Enum(['pediatric', 'adult', 'both']);
export type SiteIntent = Static<typeof SiteIntent>;

/** How a site reports what it gives. */
export const Reporting = Type.Enum(['online', 'data-exchange', 'web-ftp']);
export type Reporting = Static<typeof Reporting>;

/** What a renewal says of a site. */
export const SiteProfile = Type.Object(
  {
    street: line(100),
    city: line(60),
    zip: Type.String({ maxLength: 10 }),
    county: line(60),
    phone: Type.String({ maxLength: 30 }),
    intent: SiteIntent,
    reporting: Type.Array(Reporting, { minItems: 1, maxItems: 3, uniqueItems: true }),
    /** The Responsible Medical Provider and their license. */
    provider: line(80),
    license: line(20),
    /** The Point of Contact. */
    contact: line(80),
    contactEmail: Type.String({ maxLength: 254 }),
    contactPhone: Type.String({ maxLength: 30 }),
  },
  closed,
);
export type SiteProfile = Static<typeof SiteProfile>;

/**
 * `unsigned`: nothing is known of an agreement. `renew-soon`: it has to be renewed. `overdue`: it is over, and the site has some
 * days of grace. `lapsed`: the site reads, prints, corrects and renews.
 */
export const AgreementStanding = Type.Enum(['unsigned', 'in-force', 'renew-soon', 'overdue', 'lapsed']);
export type AgreementStanding = Static<typeof AgreementStanding>;

/** The ImmTrac2 Site Agreement of one site [A4]. */
export const SiteAgreement = Type.Object({
  site: Site,
  signed: Type.Union([
    Type.Object({
      signer: Type.String(),
      title: Type.Optional(Type.String()),
      on: CalendarDate,
      /** The last day on which it holds. */
      renewBy: CalendarDate,
      /** From the day after, the site only reads. */
      graceUntil: CalendarDate,
    }),
    Type.Null(),
  ]),
  standing: AgreementStanding,
  /** As the last renewal has it. */
  profile: Type.Optional(SiteProfile),
  mayRenew: Type.Boolean(),
});
export type SiteAgreement = Static<typeof SiteAgreement>;

export const SiteAgreements = Type.Object({
  /** The clinic's day. */
  asOf: CalendarDate,
  agreements: Type.Array(SiteAgreement),
  /** Whether the caller is an Authorized Signer and signs here; anybody else enters what was signed on paper. */
  signsHere: Type.Boolean(),
});
export type SiteAgreements = Static<typeof SiteAgreements>;

export const Signature = Type.Object(
  {
    signer: line(80),
    title: line(60),
    signedOn: CalendarDate,
    /** The signed page is at the site. */
    onPaper: Type.Boolean(),
  },
  closed,
);
export type Signature = Static<typeof Signature>;

export const Renewal = Type.Object(
  {
    profile: SiteProfile,
    /** Read and accepted, in the step before the signature. */
    agreed: Type.Boolean(),
    signature: Signature,
  },
  closed,
);
export type Renewal = Static<typeof Renewal>;

const SiteParams = Type.Object({ site: Type.String({ maxLength: 64 }) }, closed);

export const sitesApi = {
  siteAgreements: endpoint({
    method: 'GET',
    path: '/api/site-agreements',
    access: 'signed-in',
    answer: SiteAgreements,
  }),
  renew: endpoint({
    method: 'POST',
    path: '/api/site-agreements/:site/renewal',
    access: 'renewer',
    params: SiteParams,
    request: Renewal,
    problems: ['not-found', 'record-refused', 'portal-unreachable'],
  }),
};
