import { useState } from 'react';
import { type Workstation, workstationsApi } from '../../../shared/identity/api/workstations.ts';
import { workstationTexts as texts } from '../../../shared/identity/texts/workstations.ts';
import { call } from '../../platform/api/client.ts';
import { ResourceView } from '../../platform/api/resource-view.tsx';
import { useResource } from '../../platform/api/use-resource.ts';
import { Badge } from '../../platform/design/badge.tsx';
import { Button, Panel, Table } from '../../platform/design/components.tsx';
import { useShownTime } from '../clinic-time.ts';
import { ReasonForm } from '../reason-form.tsx';
import { CodeForm } from './code-form.tsx';

const refreshEvery = 5000;

/** The workstations of this clinic: enrolling them, seeing who uses them, revoking them [K8]. */
export function WorkstationsPanel() {
  const workstations = useResource(workstationsApi.list, { refreshEvery });
  const [revoking, setRevoking] = useState<Workstation>();
  const done = () => setRevoking(undefined);
  return (
    <Panel title={texts.title}>
      <CodeForm />
      <ResourceView of={workstations}>
        {(list) =>
          list.length === 0 ? <p className="soft">{texts.none}</p> : <List workstations={list} onRevoke={setRevoking} />
        }
      </ResourceView>
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
  const shownTime = useShownTime();
  return (
    <Table caption={texts.table}>
      <thead>
        <tr>
          {[texts.name, texts.enrolledAt, texts.lastUsed, texts.signedIn, texts.state, texts.revoke].map((heading) => (
            <th scope="col" key={heading}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {workstations.map((workstation) => (
          <tr key={workstation.id}>
            <th scope="row">{workstation.name}</th>
            <td>{shownTime(workstation.enrolledAt)}</td>
            <td>{workstation.lastUsedAt === null ? texts.never : shownTime(workstation.lastUsedAt)}</td>
            <td>{workstation.signedIn}</td>
            <td>
              <Badge kind={workstation.revoked ? 'danger' : 'positive'}>
                {workstation.revoked ? texts.revoked : texts.enrolled}
              </Badge>
            </td>
            <td>
              {!workstation.revoked && (
                <Button aria-label={texts.revokeNamed(workstation.name)} onClick={() => onRevoke(workstation)}>
                  {texts.revoke}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
