/** What a person does here; an account may have several. Source: requirements, table "People". */
export const roles = {
  'clinic-staff': 'Clinic staff',
  'primary-vaccine-coordinator': 'Primary Vaccine Coordinator',
  'secondary-vaccine-coordinator': 'Secondary (Backup) Vaccine Coordinator',
  'point-of-contact': 'Point of Contact',
  'authorized-signer': 'Authorized Signer',
  'state-employee': 'HHS or DSHS employee',
  /** Of the State: decides on enrollments and on what sites ask for. */
  'state-reviewer': 'State reviewer',
  'customer-support': 'ImmTrac2 Customer Support',
  administrator: 'Administrator',
} as const;

export type Role = keyof typeof roles;

export const roleIds = Object.keys(roles) as Role[];
