import { type Static, Type } from 'typebox';
import { Announcement, NewAnnouncement } from '../../../shared/identity/api/announcements.ts';
import { minuteOf } from '../../../shared/contract/time.ts';
import { closed, Failed, Refused, refused, refusedFields } from '../commands/answers.ts';
import {
  type AnnouncementDeps,
  changeAnnouncement,
  listedAnnouncements,
  shownAnnouncement,
  withdrawAnnouncement,
  type Written,
  writeAnnouncement,
} from './announcements.ts';
import { announcements } from './records.ts';

/** What `npm run announce` asks for [N1]. */

const { from, ...content } = NewAnnouncement.properties;

/** Without `from`, from now on. */
const Content = Type.Object({ ...content, from: Type.Optional(from) }, closed);
const id = Type.String();

export const AnnounceCommand = Type.Union([
  Type.Object({ verb: Type.Literal('list') }, closed),
  Type.Object({ verb: Type.Literal('write'), announcement: Content }, closed),
  /** What is not given stays. */
  Type.Object({ verb: Type.Literal('change'), id, announcement: Type.Partial(NewAnnouncement) }, closed),
  Type.Object({ verb: Type.Literal('withdraw'), id }, closed),
]);
export type AnnounceCommand = Static<typeof AnnounceCommand>;

export const AnnounceAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('listed'), announcements: Type.Array(Announcement) }, closed),
  Type.Object({ outcome: Type.Literal('changed'), announcement: Announcement }, closed),
  Refused,
  Failed,
]);
export type AnnounceAnswer = Static<typeof AnnounceAnswer>;

export async function carryOutAnnounce(command: AnnounceCommand, deps: AnnouncementDeps): Promise<AnnounceAnswer> {
  const { clock, store, timeZone } = deps;
  if (command.verb === 'list') return { outcome: 'listed', announcements: await listedAnnouncements(deps) };
  if (command.verb === 'write') {
    const given = { from: minuteOf(clock.now(), timeZone), ...command.announcement };
    return answered(await writeAnnouncement(given, 'command line', deps), deps);
  }
  const record = await store.collection(announcements).get(command.id);
  if (record === undefined) return refused(`There is no announcement ${command.id}.`);
  const { version } = record;
  if (command.verb === 'withdraw') {
    return answered(await withdrawAnnouncement({ id: record.id, version }, 'command line', deps), deps);
  }
  const { severity, audience, from: begins, to, en, es } = shownAnnouncement(record, '', deps);
  const given = { severity, audience, from: begins, to, en, es, ...command.announcement, id: record.id, version };
  return answered(await changeAnnouncement(given, 'command line', deps), deps);
}

function answered(written: Written, deps: AnnouncementDeps): AnnounceAnswer {
  switch (written.outcome) {
    case 'done':
      return { outcome: 'changed', announcement: shownAnnouncement(written.record, written.record.by, deps) };
    case 'refused':
      return refusedFields(written.fields);
    case 'too many':
      return refused('There are as many announcements as may be. Withdraw one first.');
    case 'not found':
      return refused('There is no such announcement any more.');
    case 'changed':
      return refused('The announcement is withdrawn, or somebody changed it just now.');
  }
}
