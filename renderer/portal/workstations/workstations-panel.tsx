import { useState } from 'react';
import { type Workstation, workstationsApi } from '../../../shared/identity/api/workstations.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import { call } from '../../platform/api/client.ts';
import { ResourceView } from '../../platform/api/resource-view.tsx';
import { useRead } from '../../platform/api/queries.ts';
import { Badge } from '../../platform/design/badge.tsx';
import { Button, Panel } from '../../platform/design/components.tsx';
import { DataTable } from '../../platform/design/data-table.tsx';
import type { Column } from '../../platform/design/table-rows.ts';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { ReasonForm } from '../reason-form.tsx';
import { CodeForm } from './code-form.tsx';

const refreshEvery = 5000;

/** The workstations of this clinic: enrolling them, seeing who uses them, revoking them [K8]. */
export function WorkstationsPanel() {
  const texts = usePortalTexts().workstations;
  const workstations = useRead(workstationsApi.list, { refreshEvery });
  const [revoking, setRevoking] = useState<Workstation>();
  const done = () => setRevoking(undefined);
  return (
    <Panel title={texts.title}>
      <CodeForm />
      <ResourceView of={workstations}>{(list) => <List workstations={list} onRevoke={setRevoking} />}</ResourceView>
      {revoking && (
        <section className="stack" aria-label={texts.revocation.title(revoking.name)} key={revoking.id}>
          <h3>{texts.revocation.title(revoking.name)}</h3>
          <ReasonForm
            texts={texts.revocation}
            send={(reason) => call(workstationsApi.revoke, { request: { id: revoking.id, reason } })}
            onDone={done}
            onCancel={done}
          />
        </section>
      )}
    </Panel>
  );
}

type ListProps = { workstations: readonly Workstation[]; onRevoke: (workstation: Workstation) => void };

function List({ workstations, onRevoke }: ListProps) {
  const texts = usePortalTexts().workstations;
  const shownTime = useShownTime();
  return (
    <DataTable
      caption={texts.table}
      rows={workstations}
      columns={columnsOf(texts, shownTime, onRevoke)}
      rowKey={({ id }) => id}
      empty={texts.none}
    />
  );
}

function columnsOf(
  texts: Texts['workstations'],
  shownTime: (time: number) => string,
  onRevoke: ListProps['onRevoke'],
): Column<Workstation>[] {
  return [
    { id: 'name', label: texts.name, value: ({ name }) => name, names: true },
    {
      id: 'enrolled',
      label: texts.enrolledAt,
      value: ({ enrolledAt }) => enrolledAt,
      cell: ({ enrolledAt }) => shownTime(enrolledAt),
    },
    {
      id: 'used',
      label: texts.lastUsed,
      value: ({ lastUsedAt }) => lastUsedAt ?? 0,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? texts.never : shownTime(lastUsedAt)),
    },
    { id: 'signed-in', label: texts.signedIn, value: ({ signedIn }) => signedIn, numeric: true },
    {
      id: 'state',
      label: texts.state,
      value: ({ revoked }) => (revoked ? texts.revoked : texts.enrolled),
      cell: ({ revoked }) => (
        <Badge kind={revoked ? 'danger' : 'positive'}>{revoked ? texts.revoked : texts.enrolled}</Badge>
      ),
    },
    {
      id: 'revoke',
      label: texts.revoke,
      cell: (workstation) =>
        !workstation.revoked && (
          <Button kind="danger" aria-label={texts.revokeNamed(workstation.name)} onClick={() => onRevoke(workstation)}>
            {texts.revoke}
          </Button>
        ),
    },
  ];
}
