import { useState } from 'react';
import { type Announcement, announcementsApi } from '../../shared/identity/api/announcements.ts';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import type { Language } from '../../shared/contract/languages.ts';
import type { Role } from '../../shared/identity/roles.ts';
import { momentOf } from '../../shared/contract/time.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { call } from '../platform/api/client.ts';
import { useRead } from '../platform/api/queries.ts';
import { Badge } from '../platform/design/badge.tsx';
import { Button, Notice, Panel } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { useShownTime } from '../platform/texts/clinic-time.ts';
import { useLanguage } from '../platform/texts/wording.tsx';
import { usePortalTexts } from '../portal/portal-texts.ts';
import { AdministrationFrame } from './administration-frame.tsx';
import { AnnouncementForm } from './announcement-form.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** Writing, changing and withdrawing what everybody, a role or a site is told [N1]. */
export function AnnouncementsPage({ session, deployment }: { session: Session; deployment: Deployment }) {
  const { announcements: texts } = useAdministrationTexts();
  const language = useLanguage();
  const [attempt, setAttempt] = useState(0);
  const [done, setDone] = useState<string>();
  const [changing, setChanging] = useState<Announcement>();
  const [withdrawing, setWithdrawing] = useState<Announcement>();
  const finished = (what: string) => {
    setDone(what);
    setChanging(undefined);
    setWithdrawing(undefined);
    setAttempt((count) => count + 1);
  };
  return (
    <AdministrationFrame session={session} training={deployment.kind === 'training'} page="announcements">
      <div role="status">{done && <Notice kind="positive" title={done} />}</div>
      <Known key={attempt}>
        {(announcements) => (
          <>
            <AnnouncementForm
              key={changing?.id ?? 'new'}
              changed={changing}
              timeZone={deployment.timeZone}
              onDone={() => finished(texts.published)}
              onCancel={() => setChanging(undefined)}
            />
            <Panel title={texts.table}>
              <List
                announcements={announcements}
                timeZone={deployment.timeZone}
                onChange={(each) => {
                  setDone(undefined);
                  setChanging(each);
                }}
                onWithdraw={setWithdrawing}
              />
            </Panel>
          </>
        )}
      </Known>
      {withdrawing && (
        <ConfirmDialog
          title={texts.withdrawTitle(withdrawing[language].title)}
          texts={{ action: texts.withdraw, sending: texts.withdraw, cancel: texts.cancel }}
          onConfirm={async () => {
            const { id, version } = withdrawing;
            await call(announcementsApi.withdraw, { params: { id }, request: { version } });
            finished(texts.withdrawn);
          }}
          onClose={() => setWithdrawing(undefined)}
        >
          <p>{texts.withdrawText}</p>
        </ConfirmDialog>
      )}
    </AdministrationFrame>
  );
}

type KnownProps = Pick<Parameters<typeof ResourceView<Answer>>[0], 'children'>;
type Answer = Awaited<ReturnType<typeof call<typeof announcementsApi.list>>>;

function Known({ children }: KnownProps) {
  return <ResourceView of={useRead(announcementsApi.list)}>{children}</ResourceView>;
}

type ListProps = {
  announcements: readonly Announcement[];
  timeZone: string;
  onChange: (announcement: Announcement) => void;
  onWithdraw: (announcement: Announcement) => void;
};

const badges = { upcoming: 'information', shown: 'positive', over: 'plain', withdrawn: 'plain' } as const;

function List({ announcements, ...rest }: ListProps) {
  const { announcements: texts } = useAdministrationTexts();
  const { roles } = usePortalTexts().portal;
  const [language, shownTime] = [useLanguage(), useShownTime()];
  return (
    <DataTable
      caption={texts.table}
      rows={announcements}
      rowKey={({ id }) => id}
      empty={texts.none}
      columns={columnsOf({ ...rest, texts, roles, language, shownTime })}
    />
  );
}

type ColumnsProps = Omit<ListProps, 'announcements'> & {
  texts: AdministrationTexts['announcements'];
  roles: Readonly<Record<Role, string>>;
  language: Language;
  shownTime: (time: number) => string;
};

function columnsOf(props: ColumnsProps): Column<Announcement>[] {
  const { texts, roles, language, shownTime, timeZone, onChange, onWithdraw } = props;
  const title = (each: Announcement) => each[language].title;
  const shown = (minute: string) => shownTime(momentOf(minute, timeZone) ?? 0);
  const audienceOf = ({ audience: { role, site }, siteName }: Announcement) =>
    role ? roles[role] : site ? `${siteName} (${site})` : texts.audiences.everybody;
  return [
    { id: 'title', label: texts.columns.title, names: true, value: title },
    {
      id: 'state',
      label: texts.columns.state,
      value: ({ state }) => texts.states[state],
      cell: ({ state }) => <Badge kind={badges[state]}>{texts.states[state]}</Badge>,
    },
    { id: 'audience', label: texts.columns.audience, value: audienceOf },
    { id: 'from', label: texts.columns.from, value: ({ from }) => from, cell: ({ from }) => shown(from) },
    { id: 'to', label: texts.columns.to, value: ({ to }) => to, cell: ({ to }) => shown(to) },
    { id: 'by', label: texts.columns.by, value: ({ by }) => (by === 'command line' ? texts.commandLine : by) },
    {
      id: 'actions',
      label: texts.columns.actions,
      cell: (each) =>
        (each.state === 'upcoming' || each.state === 'shown') && (
          <div className="row">
            <Button onClick={() => onChange(each)}>
              {texts.edit}
              <span className="visually-hidden">{texts.ofThis(title(each))}</span>
            </Button>
            <Button onClick={() => onWithdraw(each)}>
              {texts.withdraw}
              <span className="visually-hidden">{texts.ofThis(title(each))}</span>
            </Button>
          </div>
        ),
    },
  ];
}
