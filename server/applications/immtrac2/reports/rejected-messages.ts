import type { Period, RejectedMessages } from '../../../../shared/applications/immtrac2/reports/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';

/** What became of one message that was not taken, or not all of it, as the exchange keeps it [I7]. */
export interface RejectedMessage {
  readonly id: string;
  /** The clinic's. */
  readonly day: CalendarDate;
  readonly senderName: string;
  readonly kind: string;
  readonly controlId: string;
  /** Each once. */
  readonly causes: readonly string[];
}

/** Those of a site in these days, a few at a time, in whatever order. */
export type RejectedIn = (period: Period) => AsyncIterable<RejectedMessage>;

/** Why messages were rejected, by how often [I11]. */
export async function rejectedMessages(rejectedIn: RejectedIn, period: Period): Promise<RejectedMessages> {
  const counts = new Map<string, number>();
  const found: RejectedMessage[] = [];
  for await (const message of rejectedIn(period)) {
    found.push(message);
    for (const cause of message.causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  const newest = found.toSorted((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id));
  return {
    causes: [...counts]
      .map(([cause, messages]) => ({ cause, messages }))
      .toSorted((a, b) => b.messages - a.messages || a.cause.localeCompare(b.cause, 'en')),
    messages: newest.slice(0, limits.reports.rows).map(({ senderName, causes, ...message }) => ({
      id: message.id,
      day: message.day,
      sender: senderName,
      kind: message.kind,
      controlId: message.controlId,
      causes: [...causes],
    })),
    more: newest.length > limits.reports.rows,
  };
}
