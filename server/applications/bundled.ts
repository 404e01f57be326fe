import type { ApplicationId } from '../../shared/applications/applications.ts';
import { createImmTrac2 } from './immtrac2/server.ts';
import { seedImmTrac2 } from './immtrac2/training/training.ts';
import type { BundledApplication } from './platform/application-server.ts';
import { createSyntropi } from './syntropi/server.ts';
import { seedSyntropi } from './syntropi/training/training.ts';
import { createVaos } from './vaos/server.ts';
import { seedVaos } from './vaos/training/training.ts';

/** The server of each application that has a manifest. */
export const bundled: Readonly<Record<ApplicationId, BundledApplication>> = {
  immtrac2: { create: createImmTrac2, seed: seedImmTrac2 },
  vaos: { create: createVaos, seed: seedVaos },
  syntropi: { create: createSyntropi, seed: seedSyntropi },
};
