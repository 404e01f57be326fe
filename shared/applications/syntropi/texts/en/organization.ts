import type { Program } from '../../../programs.ts';
import type { CoordinatorRole, EnrolmentStatus, StorageKind } from '../../organizations/api.ts';

/** What Syntropi's pages say of an organization. */
export const organization = {
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
    action: 'What to do',
    nobody: 'Nobody is named',
    nameSomebody: 'Name a coordinator',
    replace: 'Replace',
    remove: 'Remove',
    title: (role: string) => `${role} Vaccine Coordinator`,
    text: 'VAOS opens for whoever is named as soon as you save, and closes at once for whoever had the role before.',
    fields: {
      name: 'Name',
      username: 'Portal username',
      usernameHint: 'What they sign in to the Enterprise Portal with.',
      email: 'Email',
      phone: 'Phone',
      trainedOn: 'Training completed on',
      trainedHint: 'The certificate has to be of this year: MM/DD/YYYY.',
    },
    needed: 'This is needed.',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    refused: 'Nothing was changed',
    removeText: (name: string) => `VAOS closes for ${name} at once, also where it is open now.`,
    confirmRemove: 'Remove coordinator',
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
