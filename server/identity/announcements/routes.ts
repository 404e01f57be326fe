import { announcementsApi } from '../../../shared/identity/api/announcements.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { actorOf } from '../actor.ts';
import type { Capability } from '../capability.ts';
import {
  type AnnouncementDeps,
  changeAnnouncement,
  knownSites,
  listedAnnouncements,
  namedAnnouncement,
  withdrawAnnouncement,
  type Written,
  writeAnnouncement,
} from './announcements.ts';
import { deleteOldAnnouncements } from './records.ts';

/** Administrators announce something, change it, and withdraw it [N1]. */
export const announcements: Capability = {
  routes: announcementRoutes,
  jobs: (context) => [
    { name: 'old-announcements', every: limits.announcements.sweepEvery, run: () => deleteOldAnnouncements(context) },
  ],
};

function announcementRoutes(app: HttpServer, context: AnnouncementDeps): void {
  serve(app, announcementsApi.list, () => listedAnnouncements(context));

  serve(app, announcementsApi.sites, () => knownSites(context));

  serve(app, announcementsApi.write, async (request) =>
    answered(await writeAnnouncement(request.body, actorOf(request), context)),
  );

  serve(app, announcementsApi.change, async (request) =>
    answered(await changeAnnouncement({ ...request.body, ...request.params }, actorOf(request), context)),
  );

  serve(app, announcementsApi.withdraw, async (request) =>
    answered(await withdrawAnnouncement({ ...request.body, ...request.params }, actorOf(request), context)),
  );

  /** @throws Problem */
  async function answered(written: Written) {
    switch (written.outcome) {
      case 'done':
        return namedAnnouncement(written.record, context);
      case 'refused':
        throw new Problem('request-invalid', { fields: written.fields });
      case 'too many':
        throw new Problem('too-many-notices');
      case 'not found':
        throw new Problem('not-found', { detail: 'There is no such announcement.' });
      case 'changed':
        throw new Problem('record-changed');
    }
  }
}
