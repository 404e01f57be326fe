import { useState } from 'react';
import {
  type Approval,
  type ApprovalDecision,
  type ApprovalState,
  approvalsApi,
} from '../../shared/identity/api/approvals.ts';
import type { Session } from '../../shared/identity/api/identity.ts';
import type { Role } from '../../shared/identity/roles.ts';
import { call } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { Badge, type BadgeKind } from '../platform/design/badge.tsx';
import { Button, Notice, Panel } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { Refusal } from '../platform/forms/refusal.tsx';
import { useShownTime } from '../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal/portal-texts.ts';
import { ReasonForm } from '../portal/reason-form.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** What one administrator asked for and another decides on [R3]. */
export function ApprovalsPage({ session, training }: { session: Session; training: boolean }) {
  const { approvals: texts } = useAdministrationTexts();
  const known = useRead(approvalsApi.list);
  return (
    <AdministrationFrame session={session} training={training} page="approvals">
      <ResourceView of={known}>
        {({ inUse, approvals }) => (
          <>
            {!inUse && (
              <Notice kind="information" title={texts.notInUse}>
                <p>{texts.notInUseText}</p>
              </Notice>
            )}
            <Approvals known={approvals} />
          </>
        )}
      </ResourceView>
    </AdministrationFrame>
  );
}

function Approvals({ known }: { known: readonly Approval[] }) {
  const { approvals: texts } = useAdministrationTexts();
  const { roles } = usePortalTexts().portal;
  const shownTime = useShownTime();
  const [approvals, setApprovals] = useState(known);
  const [approving, setApproving] = useState<Approval>();
  const [refusing, setRefusing] = useState<Approval>();
  const [done, setDone] = useState<string>();
  const decide = async ({ id }: Approval, request: ApprovalDecision) => {
    const after = (await call(approvalsApi.decide, { params: { id }, request })).approvals;
    setApprovals(after);
    setApproving(undefined);
    setRefusing(undefined);
    const state = after.find((each) => each.id === id)?.state;
    setDone(state && outcomes(texts)[state]);
  };
  const withdraw = useChange((approval: Approval) => decide(approval, { decision: 'withdraw' }));
  return (
    <>
      <div role="status">{done && <Notice kind="positive" title={done} />}</div>
      <Refusal of={withdraw.error} title={texts.failed} />
      {refusing && (
        <Panel title={texts.refuseTitle(texts.acts[refusing.act])}>
          <ReasonForm
            texts={{
              identify: sayingOf(refusing, texts, roles),
              reason: texts.columns.reason,
              submit: texts.refuseNow,
              submitting: texts.sending,
              failed: texts.failed,
            }}
            send={(reason) => decide(refusing, { decision: 'refuse', reason })}
            onDone={() => {}}
            onCancel={() => setRefusing(undefined)}
          />
        </Panel>
      )}
      <Panel title={texts.table}>
        <p>{texts.text}</p>
        <DataTable
          caption={texts.table}
          rows={approvals}
          rowKey={({ id }) => id}
          empty={texts.none}
          columns={columnsOf({ texts, roles, shownTime, setApproving, setRefusing, withdraw: withdraw.mutate })}
        />
      </Panel>
      {approving && (
        <Approving
          approval={approving}
          says={sayingOf(approving, texts, roles)}
          send={() => decide(approving, { decision: 'approve' })}
          onClose={() => setApproving(undefined)}
        />
      )}
    </>
  );
}

type ApprovingProps = { approval: Approval; says: string; send: () => Promise<void>; onClose: () => void };

function Approving({ approval: { act, reason }, says, send, onClose }: ApprovingProps) {
  const { approvals: texts } = useAdministrationTexts();
  return (
    <ConfirmDialog
      title={texts.approveTitle(texts.acts[act])}
      texts={{ action: texts.approveNow, sending: texts.sending, cancel: texts.cancel, failed: texts.failed }}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{says}</p>
      <p>{`${texts.columns.reason}: ${reason}`}</p>
      <p>{texts.approveText}</p>
    </ConfirmDialog>
  );
}

type ApprovalTexts = AdministrationTexts['approvals'];
type RoleNames = Readonly<Record<Role, string>>;

function outcomes(texts: ApprovalTexts): Partial<Record<ApprovalState, string>> {
  const { approvedNow: done, failedNow: failed, refusedNow: refused, withdrawnNow: withdrawn } = texts;
  return { done, failed, refused, withdrawn };
}

/** What it is about, in one line. */
function sayingOf({ about }: Approval, { fields }: ApprovalTexts, roles: RoleNames): string {
  const nameOf = (value: string) => roles[value as Role] ?? value;
  return about
    .map(({ field, values }) => `${fields[field]}: ${(field === 'roles' ? values.map(nameOf) : values).join(', ')}`)
    .join('; ');
}

interface ColumnsProps {
  readonly texts: ApprovalTexts;
  readonly roles: RoleNames;
  readonly shownTime: (time: number) => string;
  readonly setApproving: (approval: Approval) => void;
  readonly setRefusing: (approval: Approval) => void;
  readonly withdraw: (approval: Approval) => void;
}

const badges: Readonly<Record<ApprovalState, BadgeKind>> = {
  open: 'information',
  over: 'plain',
  withdrawn: 'plain',
  refused: 'plain',
  approved: 'warning',
  done: 'positive',
  failed: 'warning',
};

function columnsOf({ texts, roles, shownTime, ...does }: ColumnsProps): Column<Approval>[] {
  const { columns, acts, states } = texts;
  const stateOf = ({ state, decidedBy, decidedAt }: Approval) =>
    decidedBy === undefined ? states[state] : texts.decided(states[state], decidedBy, shownTime(decidedAt ?? 0));
  const button = (label: string, approval: Approval, onClick: (approval: Approval) => void) => (
    <Button onClick={() => onClick(approval)}>
      {label}
      <span className="visually-hidden">{texts.ofThis(acts[approval.act], approval.by)}</span>
    </Button>
  );
  return [
    { id: 'act', label: columns.act, names: true, value: ({ act }) => acts[act] },
    { id: 'about', label: columns.about, value: (each) => sayingOf(each, texts, roles), long: true },
    { id: 'reason', label: columns.reason, value: ({ reason }) => reason, long: true },
    { id: 'by', label: columns.by, value: ({ by }) => by },
    { id: 'until', label: columns.until, value: ({ until }) => until, cell: ({ until }) => shownTime(until) },
    {
      id: 'state',
      label: columns.state,
      value: stateOf,
      cell: (each) => (
        <>
          <Badge kind={badges[each.state]}>{stateOf(each)}</Badge>
          {each.because !== undefined && <p lang={each.state === 'failed' ? 'en' : undefined}>{each.because}</p>}
        </>
      ),
    },
    {
      id: 'actions',
      label: columns.actions,
      cell: (each) =>
        each.state === 'open' && (
          <div className="row">
            {each.own ? (
              button(texts.withdraw, each, does.withdraw)
            ) : (
              <>
                {button(texts.approve, each, does.setApproving)}
                {button(texts.refuse, each, does.setRefusing)}
              </>
            )}
          </div>
        ),
    },
  ];
}
