import { askPointOfContact, type Manifest } from '../manifest.ts';

/** What the registry says of one client in the audit trail: that client's own id, and why it was done. */
const aboutOneClient = [
  'client.found',
  'client.opened',
  'client.added',
  'client.changed',
  'client.merged',
  'merge.undone',
  'client.kept-apart',
  'duplicates.opened',
  'accesses.opened',
  'consent.affirmed',
  'withdrawal.opened',
  'consent.withdrawn',
  'immunizations.added',
  'immunization.changed',
  'immunization.deleted',
  'refusal.added',
] as const;

/** These also name the observation by an opaque id; what was observed stands in no trail. */
const aboutObservation = ['observation.added', 'observation.ended'] as const;

export const immtrac2 = {
  id: 'immtrac2',
  name: 'ImmTrac2',
  fullName: 'Texas Immunization Registry',
  description: {
    en: 'Find a client, read and record immunizations',
    es: 'Busque a un cliente, lea y registre vacunas',
  },
  openTo: 'everyone',
  access: askPointOfContact,
  policyName: 'ImmTrac2',
  pages: [
    '/',
    '/new-client',
    '/clients/:id',
    '/clients/:id/details',
    '/clients/:id/consent',
    '/clients/:id/immunizations',
    '/clients/:id/immunizations/:dose',
    '/clients/:id/refusal',
    '/clients/:id/observations',
    '/clients/:id/duplicates',
    '/clients/:id/accesses',
    '/clients/:id/record',
    '/site-agreement',
    '/site-agreement/:site/renewal',
    '/message-files',
    '/message-files/:id',
    '/reports',
    '/reports/due',
    '/reports/doses',
    '/reports/rejected',
  ],
  draftForms: [
    'find-client',
    'new-client',
    'client-details',
    'consent',
    'immunizations',
    'correction',
    'refusal',
    'observation',
    'renewal',
  ],
  accent: '#135e96',
  offers: [
    'hl7',
    'doses:read',
    // As SMART App Launch 2.2 spells them; the first is all of the others.
    'system/*.rs',
    'system/Patient.rs',
    'system/Immunization.rs',
    'system/ImmunizationRecommendation.rs',
  ],
  services: {
    notices: true,
    audit: {
      events: {
        'clients.searched': ['reason'],
        'client.adding': ['reason'],
        'site-agreement.renewed': ['site'],
        // HL7 messages: what came of each stands in the registry under this id.
        'messages.received': ['exchange'],
        // Systems that are known by their certificate.
        'mllp.connected': ['sender', 'exchange'],
        'mllp.client-found': ['sender', 'client'],
        'mllp.client-opened': ['sender', 'client'],
        // Web FTP Upload, where nobody of the portal is signed in.
        'upload-account.given': ['upload'],
        'upload.signed-in': ['upload'],
        'upload.sign-in-refused': [],
        'upload.sign-in-locked': [],
        'upload.password-changed': ['upload'],
        'upload.received': ['upload', 'exchange'],
        'upload.client-found': ['upload', 'client'],
        'upload.client-opened': ['upload', 'client'],
        'report.opened': ['report', 'site', 'reason'],
        // Whom a report names stands in the registry under this id; how many they are, here too.
        'clients.listed': ['list', 'shown', 'site', 'reason'],
        ...Object.fromEntries(aboutOneClient.map((event) => [event, ['client', 'reason']])),
        ...Object.fromEntries(aboutObservation.map((event) => [event, ['client', 'observation', 'reason']])),
      },
    },
  },
  icon: 'M14 38V12h14l6 6v20H14zm14-26v6h6M19 26h10M19 31h10',
} as const satisfies Manifest;
