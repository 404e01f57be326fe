import type { Site } from '../../shared/identity/api/identity.ts';

/**
 * The clinics of the training data, by their registry id (ten digits). Identity says who works for them, ImmTrac2 holds
 * clients of the first two, VAOS their stock and Syntropi everyone's enrollment, each in records of its own. The third has not
 * begun to enroll, the fourth has, and the fifth waits for the State.
 */
export const trainingSites = {
  bluebonnet: { id: '0009990001', name: 'Bluebonnet Training Clinic' },
  pecan: { id: '0009990002', name: 'Pecan Street Training Pediatrics' },
  juniper: { id: '0009990003', name: 'Juniper Training Clinic' },
  cedar: { id: '0009990004', name: 'Cedar Elm Training Health Center' },
  liveOak: { id: '0009990005', name: 'Live Oak Training Pharmacy' },
} as const satisfies Record<string, Site>;
