import { useState } from 'react';
import {
  agreementVersionsApi,
  type KeptAgreementVersion,
  type NotAccepted,
} from '../../shared/identity/api/agreement-versions.ts';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { shownDate } from '../../shared/contract/time.ts';
import { call } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { Badge } from '../platform/design/badge.tsx';
import { Button, Notice, Panel } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { Refusal } from '../platform/forms/refusal.tsx';
import { useTexts } from '../platform/texts/wording.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';
import { AgreementVersionForm } from './agreement-version-form.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { ReadVersion } from './read-version.tsx';

/** The versions of the Acceptable Use Agreement, another one, and who has not accepted [A1, A2]. */
export function AgreementPage({ session, deployment }: { session: Session; deployment: Deployment }) {
  const versions = useRead(agreementVersionsApi.list);
  return (
    <AdministrationFrame session={session} training={deployment.kind === 'training'} page="agreement">
      <ResourceView of={versions}>{(known) => <Versions known={known} />}</ResourceView>
      <People />
    </AdministrationFrame>
  );
}

function Versions({ known }: { known: readonly KeptAgreementVersion[] }) {
  const { agreement: texts } = useAdministrationTexts();
  const [versions, setVersions] = useState(known);
  const [done, setDone] = useState<string>();
  const [shown, setShown] = useState<KeptAgreementVersion>();
  const [withdrawing, setWithdrawing] = useState<KeptAgreementVersion>();
  const [writing, setWriting] = useState(false);
  const finished = (after: readonly KeptAgreementVersion[], said: string) => {
    setVersions(after);
    setDone(said);
    setWriting(false);
    setWithdrawing(undefined);
    setShown(undefined);
  };
  const current = versions.find(({ state }) => state === 'current');
  return (
    <>
      <div role="status">{done && <Notice kind="positive" title={done} />}</div>
      <Panel title={texts.versions}>
        <DataTable
          caption={texts.versions}
          rows={versions}
          rowKey={({ version }) => version}
          empty={texts.none}
          columns={versionColumns(texts, setShown, setWithdrawing)}
        />
      </Panel>
      {shown && <ReadVersion key={shown.version} version={shown} onClose={() => setShown(undefined)} />}
      <Panel title={texts.write}>
        <p>{texts.writeText}</p>
        {writing ? (
          <AgreementVersionForm current={current} onDone={finished} onCancel={() => setWriting(false)} />
        ) : (
          <div>
            <Button onClick={() => setWriting(true)}>{texts.open}</Button>
          </div>
        )}
      </Panel>
      {withdrawing && (
        <ConfirmDialog
          title={texts.withdrawTitle(withdrawing.version)}
          texts={{ action: texts.withdraw, sending: texts.withdraw, cancel: texts.cancel }}
          onConfirm={async () => {
            const { version } = withdrawing;
            finished(await call(agreementVersionsApi.withdraw, { request: { version } }), texts.withdrawn);
          }}
          onClose={() => setWithdrawing(undefined)}
        >
          <p>{texts.withdrawText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function People() {
  const { agreement: texts } = useAdministrationTexts();
  const { frame } = useTexts();
  const [found, setFound] = useState<NotAccepted>();
  const show = useChange(async () => setFound(await call(agreementVersionsApi.notAccepted)));
  const cut = found && found.count > found.listed.length && texts.cut(found.listed.length);
  return (
    <Panel title={texts.people}>
      <p>{texts.peopleText}</p>
      <Refusal of={show.error} />
      <div>
        <Button onClick={() => show.mutate()} busy={show.isPending && frame.loading}>
          {texts.show}
        </Button>
      </div>
      <p role="status">
        {found && texts.counted(found.count, found.people, found.version)} {cut}
      </p>
      {found && found.count > 0 && (
        <DataTable
          caption={texts.people}
          rows={found.listed}
          rowKey={({ username }) => username}
          empty={texts.nobody}
          columns={personColumns(texts)}
          file={`not-accepted-${found.version}`}
        />
      )}
    </Panel>
  );
}

type AgreementTexts = AdministrationTexts['agreement'];

const badges = { past: 'plain', current: 'positive', upcoming: 'information' } as const;

function versionColumns(
  texts: AgreementTexts,
  onRead: (version: KeptAgreementVersion) => void,
  onWithdraw: (version: KeptAgreementVersion) => void,
): Column<KeptAgreementVersion>[] {
  const { columns, states } = texts;
  return [
    { id: 'version', label: columns.version, names: true, value: ({ version }) => version },
    {
      id: 'effective',
      label: columns.effective,
      value: ({ effective }) => effective,
      cell: ({ effective }) => shownDate(effective),
    },
    {
      id: 'state',
      label: columns.state,
      value: ({ state }) => states[state],
      cell: ({ state }) => <Badge kind={badges[state]}>{states[state]}</Badge>,
    },
    {
      id: 'by',
      label: columns.by,
      value: ({ by = texts.product }) => (by === 'command line' ? texts.commandLine : by),
    },
    {
      id: 'actions',
      label: columns.actions,
      cell: (each) => (
        <div className="row">
          <Button onClick={() => onRead(each)}>
            {texts.read}
            <span className="visually-hidden">{texts.ofThis(each.version)}</span>
          </Button>
          {each.state === 'upcoming' && each.by !== undefined && (
            <Button onClick={() => onWithdraw(each)}>
              {texts.withdraw}
              <span className="visually-hidden">{texts.ofThis(each.version)}</span>
            </Button>
          )}
        </div>
      ),
    },
  ];
}

function personColumns({ personColumns: labels }: AgreementTexts): Column<NotAccepted['listed'][number]>[] {
  return [
    { id: 'name', label: labels.name, names: true, value: ({ name }) => name },
    { id: 'username', label: labels.username, code: true, value: ({ username }) => username },
    { id: 'email', label: labels.email, value: ({ email }) => email },
    { id: 'sites', label: labels.sites, value: ({ sites }) => sites },
  ];
}
