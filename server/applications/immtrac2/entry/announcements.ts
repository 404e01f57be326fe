import type { Announcement } from '../../../../shared/applications/immtrac2/api.ts';
import type { AnnouncementSettings } from '../../../../shared/kiosk/settings.ts';
import { type ClinicTime, today } from '../../../../shared/contract/time.ts';
import usual from './announcements.json' with { type: 'json' };

/** What the registry tells everybody on their way in, each in its time: those of the settings, or the ones that it comes with. */

export interface AnnouncementsDeps extends ClinicTime {
  readonly announcements: readonly AnnouncementSettings[] | undefined;
}

export function announcementsOfToday({ announcements, ...time }: AnnouncementsDeps): Announcement[] {
  const day = today(time);
  const all: readonly AnnouncementSettings[] = announcements ?? usual;
  return all
    .filter(({ from, until }) => from <= day && (until === undefined || day <= until))
    .map(({ title, paragraphs, translations }) => ({
      title,
      paragraphs: [...paragraphs],
      ...(translations && { translations }),
    }));
}
