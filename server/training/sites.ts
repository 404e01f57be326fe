import type { Site } from '../../shared/identity/api/identity.ts';

/**
 * The two clinics of the training data, by their registry id (ten digits). Identity says who works for them, ImmTrac2
 * holds their clients, VAOS their stock and Syntropi their enrolment, each in records of its own.
 */
export const trainingSites = {
  bluebonnet: { id: '0009990001', name: 'Bluebonnet Training Clinic' },
  pecan: { id: '0009990002', name: 'Pecan Street Training Pediatrics' },
} as const satisfies Record<string, Site>;
