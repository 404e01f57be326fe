import { askPointOfContact, type Manifest } from '../manifest.ts';

/** What becomes of an enrollment: by its opaque id, and its site's. */
const moves = [
  'enrollment.started',
  'enrollment.renewal-started',
  'enrollment.discarded',
  'enrollment.submitted',
  'enrollment.returned',
  'enrollment.approved',
  'enrollment.withdrawn',
] as const;

export const syntropi = {
  id: 'syntropi',
  name: 'Syntropi',
  fullName: 'Immunization Program Portal',
  description: {
    en: 'Enroll your sites, and name their coordinators',
    es: 'Inscriba sus centros y nombre a sus coordinadores',
  },
  openTo: 'everyone',
  access: askPointOfContact,
  policyName: 'Syntropi',
  pages: ['/', '/enrollments', '/enrollments/:enrollment', '/enrollments/:enrollment/:part', '/reviews'],
  openPages: ['/status'],
  draftForms: [],
  accent: '#7b3f61',
  services: {
    notices: true,
    audit: {
      events: {
        ...Object.fromEntries(moves.map((event) => [event, ['enrollment', 'site']])),
        // Nobody does it: its day is over.
        'enrollment.lapsed': ['site'],
      },
    },
    // Clinic staff is what somebody stays who was a coordinator and nothing else.
    roles: { may: ['primary-vaccine-coordinator', 'secondary-vaccine-coordinator', 'clinic-staff'] },
  },
  offers: ['enrollments:read'],
  icon: 'M12 38V16l12-6 12 6v22M20 38v-8h8v8M19 21h3m4 0h3',
} as const satisfies Manifest;
