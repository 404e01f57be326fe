import { useState } from 'react';
import {
  type CheckFinding,
  type HeldCertificate,
  type HeldSetting,
  type LastBackup,
  serverStateApi,
  type SettingValue,
} from '../../shared/identity/api/server-state.ts';
import type { Session } from '../../shared/identity/api/identity.ts';
import { call } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { Badge, type BadgeKind } from '../platform/design/badge.tsx';
import { Button, Notice, Panel } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { useShownTime } from '../platform/texts/clinic-time.ts';
import { Refusal } from '../platform/forms/refusal.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';

const dayLength = 24 * 3600 * 1000;

/** What the server runs with, and whether it is well. */
export function ServerPage({ session, training }: { session: Session; training: boolean }) {
  const { server: texts } = useAdministrationTexts();
  const state = useRead(serverStateApi.read);
  return (
    <AdministrationFrame session={session} training={training} page="server">
      <CheckPanel />
      <ResourceView of={state}>
        {({ certificates, backup, settings }) => (
          <>
            <Panel title={texts.certificates}>
              <Certificates certificates={certificates} />
            </Panel>
            <Panel title={texts.backup}>
              <Backup backup={backup} />
            </Panel>
            <Panel title={texts.settings}>
              <p>{texts.settingsText}</p>
              <DataTable
                caption={texts.settings}
                rows={settings}
                rowKey={({ name }) => name}
                empty={texts.none}
                columns={settingColumns(texts)}
              />
            </Panel>
          </>
        )}
      </ResourceView>
    </AdministrationFrame>
  );
}

function CheckPanel() {
  const { server: texts } = useAdministrationTexts();
  const [findings, setFindings] = useState<readonly CheckFinding[]>();
  const check = useChange(async () => setFindings((await call(serverStateApi.check)).findings));
  const count = (state: CheckFinding['state']) => findings?.filter((each) => each.state === state).length ?? 0;
  return (
    <Panel title={texts.check}>
      <p>{texts.checkText}</p>
      <Refusal of={check.error} title={texts.checkFailed} />
      <div>
        <Button onClick={() => check.mutate()} busy={check.isPending && texts.checking}>
          {texts.checkNow}
        </Button>
      </div>
      <p role="status">{findings && texts.checked(count('wrong'), count('attention'))}</p>
      {findings && (
        <DataTable
          caption={texts.check}
          rows={findings}
          rowKey={({ check: of, says }) => `${of} ${says}`}
          empty={texts.none}
          columns={findingColumns(texts)}
        />
      )}
    </Panel>
  );
}

function Certificates({ certificates }: { certificates: readonly HeldCertificate[] }) {
  const { server: texts } = useAdministrationTexts();
  const shownTime = useShownTime();
  return (
    <DataTable
      caption={texts.certificates}
      rows={certificates}
      rowKey={({ use, file }) => `${use} ${file}`}
      empty={texts.noCertificates}
      columns={certificateColumns(texts, shownTime)}
    />
  );
}

function Backup({ backup }: { backup: LastBackup | undefined }) {
  const { server: texts } = useAdministrationTexts();
  const shownTime = useShownTime();
  if (backup === undefined) {
    return (
      <Notice kind="warning" title={texts.noBackup}>
        <p>{texts.noBackupText}</p>
      </Notice>
    );
  }
  const { at, file, bytes = 0, elsewhere } = backup;
  return (
    <p>
      {texts.lastBackup(shownTime(at))} {file !== undefined && texts.backupFile(file, sizeOf(bytes))}
      {elsewhere && texts.backupElsewhere}
    </p>
  );
}

type ServerTexts = AdministrationTexts['server'];

const kinds: Readonly<Record<CheckFinding['state'], BadgeKind>> = {
  ok: 'positive',
  attention: 'warning',
  wrong: 'danger',
};

function findingColumns({ findingColumns: labels, states }: ServerTexts): Column<CheckFinding>[] {
  return [
    { id: 'check', label: labels.check, code: true, value: ({ check }) => check },
    {
      id: 'state',
      label: labels.state,
      value: ({ state }) => states[state],
      cell: ({ state }) => <Badge kind={kinds[state]}>{states[state]}</Badge>,
    },
    { id: 'says', label: labels.says, value: ({ says }) => says, cell: ({ says }) => <span lang="en">{says}</span> },
  ];
}

function certificateColumns(
  { certificateColumns: labels, uses, unreadable, days }: ServerTexts,
  shownTime: (time: number) => string,
): Column<HeldCertificate>[] {
  const left = (endsAt: number) => Math.floor((endsAt - Date.now()) / dayLength);
  return [
    { id: 'use', label: labels.use, names: true, value: ({ use }) => uses[use] },
    { id: 'name', label: labels.name, value: ({ name = '' }) => name },
    { id: 'file', label: labels.file, code: true, value: ({ file }) => file },
    {
      id: 'ends',
      label: labels.ends,
      value: ({ endsAt = 0 }) => endsAt,
      cell: ({ endsAt }) => (endsAt === undefined ? unreadable : days(shownTime(endsAt), left(endsAt))),
    },
  ];
}

function settingColumns(texts: ServerTexts): Column<HeldSetting>[] {
  const { settingColumns: labels, meanings, from } = texts;
  const shown = (value: SettingValue | undefined) => {
    if (value === undefined) return texts.none;
    if (typeof value === 'boolean') return value ? texts.yes : texts.no;
    return Array.isArray(value) ? value.join('; ') || texts.none : String(value);
  };
  return [
    { id: 'name', label: labels.name, names: true, code: true, value: ({ name }) => name },
    { id: 'value', label: labels.value, value: ({ value, usual }) => shown(value ?? usual) },
    { id: 'from', label: labels.from, value: ({ value }) => (value === undefined ? from.usual : from.file) },
    { id: 'meaning', label: labels.meaning, value: ({ name }) => meanings[name] },
  ];
}

function sizeOf(bytes: number): string {
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}
