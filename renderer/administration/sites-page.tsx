import { useState } from 'react';
import type { Session } from '../../shared/identity/api/identity.ts';
import { type KeptSite, sitesApi } from '../../shared/identity/api/sites.ts';
import { limits } from '../../shared/contract/limits.ts';
import { call } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { Badge } from '../platform/design/badge.tsx';
import { Button, Notice, Panel, TextField } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { Form } from '../platform/forms/form.tsx';
import { Refusal } from '../platform/forms/refusal.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';

/** Where people of the clinic work: made, renamed and closed here [R3]. */
export function SitesPage({ session, training }: { session: Session; training: boolean }) {
  const known = useRead(sitesApi.list);
  return (
    <AdministrationFrame session={session} training={training} page="sites">
      <ResourceView of={known}>{(sites) => <Sites known={sites} />}</ResourceView>
    </AdministrationFrame>
  );
}

function Sites({ known }: { known: KeptSite[] }) {
  const { sites: texts } = useAdministrationTexts();
  const [sites, setSites] = useState<readonly KeptSite[]>(known);
  const [done, setDone] = useState<string>();
  const [renaming, setRenaming] = useState<KeptSite>();
  const finished = (after: readonly KeptSite[], said: string) => {
    setSites(after);
    setDone(said);
    setRenaming(undefined);
  };
  const close = useChange(async ({ id, name, closed }: KeptSite) => {
    const after = await call(sitesApi.setClosed, { request: { id, closed: !closed } });
    finished(after, closed ? texts.opened(name) : texts.closed(name));
  });
  return (
    <>
      <div role="status">{done && <Notice kind="positive" title={done} />}</div>
      <Refusal of={close.error} />
      <SiteForm
        key={renaming?.id ?? `new ${sites.length}`}
        renamed={renaming}
        onDone={finished}
        onCancel={() => setRenaming(undefined)}
      />
      <Panel title={texts.table}>
        <p>{texts.text}</p>
        <DataTable
          caption={texts.table}
          rows={sites}
          rowKey={({ id }) => id}
          empty={texts.none}
          columns={columnsOf(texts, setRenaming, close.mutate)}
        />
      </Panel>
    </>
  );
}

type SiteFormProps = {
  /** Undefined where another one is made. */
  renamed: KeptSite | undefined;
  onDone: (after: readonly KeptSite[], said: string) => void;
  onCancel: () => void;
};

function SiteForm({ renamed, onDone, onCancel }: SiteFormProps) {
  const { sites: texts } = useAdministrationTexts();
  const [id, setId] = useState('');
  const [name, setName] = useState(renamed?.name ?? '');
  const complete = name.trim() !== '' && (renamed !== undefined || id.trim() !== '');
  const send = useChange(async () => {
    const request = { id: renamed?.id ?? id.trim(), name: name.trim() };
    onDone(
      await call(renamed ? sitesApi.rename : sitesApi.create, { request }),
      renamed ? texts.renamed(request.name) : texts.created(request.name),
    );
  });
  const missing = (value: string) => (value.trim() === '' ? texts.missing : undefined);
  return (
    <Panel title={renamed ? texts.rename(renamed.name) : texts.create}>
      <Form sends={send} complete={complete}>
        <Refusal of={send.error} title={texts.failed} />
        {renamed === undefined && (
          <TextField
            label={texts.id}
            field="id"
            hint={texts.idHint}
            error={missing(id)}
            autoComplete="off"
            spellCheck={false}
            maxLength={limits.import.siteIdCharacters}
            value={id}
            onChange={({ target }) => setId(target.value)}
          />
        )}
        <TextField
          label={texts.name}
          field="name"
          error={missing(name)}
          autoComplete="off"
          maxLength={limits.import.nameCharacters}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <div className="row">
          <Button kind="primary" type="submit" busy={send.isPending && texts.sending}>
            {renamed ? texts.save : texts.make}
          </Button>
          {renamed && <Button onClick={onCancel}>{texts.cancel}</Button>}
        </div>
      </Form>
    </Panel>
  );
}

function columnsOf(
  texts: AdministrationTexts['sites'],
  onRename: (site: KeptSite) => void,
  onClose: (site: KeptSite) => void,
): Column<KeptSite>[] {
  const { columns, states } = texts;
  const state = ({ closed }: KeptSite) => (closed ? states.closed : states.open);
  return [
    { id: 'name', label: columns.name, names: true, value: ({ name }) => name },
    { id: 'id', label: columns.id, code: true, value: ({ id }) => id },
    { id: 'people', label: columns.people, numeric: true, value: ({ people }) => people },
    {
      id: 'state',
      label: columns.state,
      value: state,
      cell: (site) => <Badge kind={site.closed ? 'plain' : 'positive'}>{state(site)}</Badge>,
    },
    {
      id: 'actions',
      label: columns.actions,
      cell: (site) => (
        <div className="row">
          <Button onClick={() => onRename(site)}>
            {texts.renameOne}
            <span className="visually-hidden">{texts.ofThis(site.name)}</span>
          </Button>
          <Button onClick={() => onClose(site)}>
            {site.closed ? texts.openOne : texts.closeOne}
            <span className="visually-hidden">{texts.ofThis(site.name)}</span>
          </Button>
        </div>
      ),
    },
  ];
}
