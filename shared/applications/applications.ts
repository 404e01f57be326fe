import type { Role } from '../identity/roles.ts';

export const applicationIds = ['immtrac2', 'vaos', 'syntropi'] as const;

export type ApplicationId = (typeof applicationIds)[number];

export interface Application {
  readonly name: string;
  readonly fullName: string;
  readonly description: string;
  /** Who sees it and gets in [O2]; the server enforces it at every authorization request. */
  readonly openTo: 'everyone' | readonly Role[];
}

export const applications: Record<ApplicationId, Application> = {
  immtrac2: {
    name: 'ImmTrac2',
    fullName: 'Texas Immunization Registry',
    description: 'Find a client, read and record immunizations',
    openTo: 'everyone',
  },
  vaos: {
    name: 'VAOS',
    fullName: 'Vaccine Allocation and Ordering System',
    description: 'Order vaccine, receive it, keep stock by lot',
    openTo: ['primary-vaccine-coordinator', 'secondary-vaccine-coordinator'],
  },
  syntropi: {
    name: 'Syntropi',
    fullName: 'Immunization Program Portal',
    description: 'Enroll your organization, name its coordinators',
    openTo: 'everyone',
  },
};

/** Of the ids under which applications are known: those above, and those that the settings add. */
export const applicationIdPattern = '^[a-z][a-z0-9-]{0,31}$';

/** In the portal's address: somebody was to start with this application, which the portal does not offer them [K1]. */
export const notOffered = 'not-offered';

export function mayOpen({ openTo }: Pick<Application, 'openTo'>, held: readonly Role[]): boolean {
  return openTo === 'everyone' || openTo.some((role) => held.includes(role));
}

export function isApplicationId(value: string): value is ApplicationId {
  return (applicationIds as readonly string[]).includes(value);
}
