import { askPointOfContact, type Manifest } from '../manifest.ts';

export const immtrac2 = {
  id: 'immtrac2',
  name: 'ImmTrac2',
  fullName: 'Texas Immunization Registry',
  description: 'Find a client, read and record immunizations',
  openTo: 'everyone',
  access: askPointOfContact,
  policyName: 'ImmTrac2',
  pages: ['/', '/clients/:id', '/site-agreement'],
  draftForms: ['find-client'],
  accent: '#135e96',
  icon: 'M14 38V12h14l6 6v20H14zm14-26v6h6M19 26h10M19 31h10',
} as const satisfies Manifest;
