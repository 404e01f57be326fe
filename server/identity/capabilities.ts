import { describeApi } from '../http/openapi.ts';
import { administration } from './administration/routes.ts';
import { agreements } from './agreements/routes.ts';
import { announcements } from './announcements/routes.ts';
import { approvals } from './approvals/routes.ts';
import { audit } from './audit/routes.ts';
import { capacity } from './capacity.ts';
import type { Capability } from './capability.ts';
import { health } from './health.ts';
import { help } from './help/routes.ts';
import { importing } from './import/routes.ts';
import { learning } from './learning/routes.ts';
import { metrics } from './metrics.ts';
import { notices } from './notices/routes.ts';
import { notifications } from './notifications/routes.ts';
import { openIdConnect } from './oidc/routes.ts';
import { overview } from './overview/routes.ts';
import { pages } from './pages.ts';
import { passwords } from './passwords/routes.ts';
import { questions } from './questions/routes.ts';
import { watchedQueues } from './queues/routes.ts';
import { recovery } from './recovery/routes.ts';
import { registrations } from './registrations/routes.ts';
import { roles } from './roles/routes.ts';
import { serverState } from './server-state/routes.ts';
import { services } from './services/service-access.ts';
import { portalSession } from './sessions/routes.ts';
import { firstRun } from './setup/routes.ts';
import { languageChoice } from './sign-in/language.ts';
import { signingIn } from './sign-in/routes.ts';
import { sites } from './sites/routes.ts';
import { support } from './support/routes.ts';
import { workstations } from './workstations/routes.ts';

const apiDescription: Capability = { routes: (app) => describeApi(app, 'Enterprise Portal identity server') };

/**
 * The identity server, in the order in which its routes are registered. The description and the approvals look at routes
 * as they are registered, so that they come before those that they concern.
 */
export const capabilities: readonly Capability[] = [
  health,
  metrics,
  apiDescription,
  capacity,
  approvals,
  openIdConnect,
  signingIn,
  firstRun,
  languageChoice,
  portalSession,
  services,
  agreements,
  notifications,
  help,
  learning,
  notices,
  announcements,
  overview,
  registrations,
  watchedQueues,
  sites,
  serverState,
  audit,
  roles,
  passwords,
  questions,
  recovery,
  support,
  administration,
  importing,
  workstations,
  pages,
];
