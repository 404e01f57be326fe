import { useState } from 'react';
import { type AccountHistory, type HistoryEntry, supportApi } from '../../../shared/identity/api/support.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Table, TableHead } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal-texts.ts';

/** What was done to an account and by whom, asked for by a button: each look is in the audit trail. */
export function AccountHistoryList({ username }: { username: string }) {
  const { history: texts } = usePortalTexts().support;
  const shownTime = useShownTime();
  const [shown, setShown] = useState<AccountHistory>();
  const read = useChange(async (before: AccountHistory | undefined) => {
    const below = before?.next;
    const page = await call(supportApi.history, { request: { username, ...(below !== undefined && { below }) } });
    setShown({ ...page, entries: [...(before?.entries ?? []), ...page.entries] });
  });
  const toggle = () => (shown ? setShown(undefined) : read.mutate(undefined));
  return (
    <>
      <div>
        <Button aria-expanded={shown !== undefined} onClick={toggle} busy={read.isPending && !shown && texts.asking}>
          {texts.open}
        </Button>
      </div>
      <Refusal of={read.error} title={texts.failed} />
      {shown && shown.entries.length > 0 && <Entries entries={shown.entries} />}
      <p className="soft" role="status">
        {shown && (shown.entries.length === 0 ? texts.none : '')} {shown && lookedBack(shown, texts, shownTime)}
      </p>
      {shown?.next !== undefined && (
        <div>
          <Button onClick={() => read.mutate(shown)} busy={read.isPending && texts.asking}>
            {texts.more}
          </Button>
        </div>
      )}
    </>
  );
}

function Entries({ entries }: { entries: readonly HistoryEntry[] }) {
  const { support, portal } = usePortalTexts();
  const { history: texts } = support;
  const shownTime = useShownTime();
  return (
    <Table caption={texts.title} cards>
      <TableHead columns={[texts.at, texts.what, texts.by, texts.details]} />
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.n}>
            <th scope="row" data-label={texts.at}>
              {shownTime(entry.at)}
            </th>
            <td data-label={texts.what}>{texts.events[entry.event]}</td>
            <td data-label={texts.by}>{whoDid(entry, texts)}</td>
            <td data-label={texts.details}>{detailsOf(entry, texts, portal.roles)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type HistoryTexts = Texts['support']['history'];

function whoDid({ by, event, workstation }: HistoryEntry, texts: HistoryTexts): string {
  const itself = event === 'sign-in.locked' ? texts.server : texts.owner;
  const who = by === undefined ? itself : (texts.operators[by] ?? by);
  return workstation === undefined ? who : texts.byAt(who, workstation);
}

/** Ids of roles and fields become words; those of sites are what the clinic calls them by. */
function detailsOf(
  { before, after, reason }: HistoryEntry,
  texts: HistoryTexts,
  roles: Readonly<Record<string, string>>,
): string {
  const named = (ids: string) =>
    ids
      .split(' ')
      .map((id) => roles[id] ?? texts.fields[id] ?? id)
      .join(', ') || texts.nothing;
  const change =
    after === undefined ? undefined : before === undefined ? named(after) : texts.from(named(before), named(after));
  return [change, reason].filter((part) => part !== undefined).join('; ');
}

function lookedBack(
  { next, lookedBackTo }: AccountHistory,
  texts: HistoryTexts,
  shownTime: (time: number) => string,
): string {
  return next === undefined || lookedBackTo === undefined
    ? texts.complete
    : texts.lookedBackTo(shownTime(lookedBackTo));
}
