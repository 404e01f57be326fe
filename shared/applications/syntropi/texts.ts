import type { CoordinatorRole, EnrolmentStatus, Program, StorageKind } from './api.ts';

/** What Syntropi's pages say. */
export const syntropiTexts = {
  title: 'Your organization',
  chooseOrganization: 'Organization',
  pin: 'PIN',
  signer: 'Agreement signed by',
  noOrganization: 'No organization is named in your account',
  noOrganizationText:
    'The Immunization Program Portal shows the enrollment of the sites you work for. Ask your Point of Contact to add your account to a site.',
  wayBack: 'Other applications',
  wayBackText: 'ImmTrac2 and VAOS open from the portal.',
  enrolments: {
    caption: 'Programs',
    program: 'Program',
    status: 'Status',
    enrolledOn: 'Enrolled',
    renewBy: 'Renew by',
  },
  sites: { caption: 'Sites', name: 'Site', id: 'Registry ID', address: 'Address' },
  coordinators: {
    caption: 'Vaccine coordinators',
    name: 'Name',
    role: 'Role',
    contact: 'Email and phone',
    trainedOn: 'Trained',
  },
  storageUnits: {
    caption: 'Storage units',
    name: 'Unit',
    kind: 'Type',
    logger: 'Data logger',
    calibrationDue: 'Calibration due',
  },
  program: {
    'COVID-19': 'COVID-19',
    TVFC: 'Texas Vaccines for Children (TVFC)',
    ASN: 'Adult Safety Net (ASN)',
  } satisfies Record<Program, string>,
  status: {
    'in-progress': 'In progress',
    submitted: 'Submitted',
    returned: 'Returned',
    approved: 'Approved',
    expired: 'Expired',
  } satisfies Record<EnrolmentStatus, string>,
  coordinatorRole: {
    primary: 'Primary',
    secondary: 'Backup (Secondary)',
  } satisfies Record<CoordinatorRole, string>,
  storageKind: {
    refrigerator: 'Refrigerator',
    freezer: 'Freezer',
    'ultra-cold-freezer': 'Ultra-cold freezer',
  } satisfies Record<StorageKind, string>,
  notYet: 'Not yet',
  /** On the portal's home page. */
  renewal: {
    title: (program: string, day: string) => `Renew ${program} by ${day}`,
    text: (site: string) => `The enrollment of ${site} ends on that day. Its Authorized Signer renews it.`,
    action: 'Open Syntropi',
  },
} as const;
