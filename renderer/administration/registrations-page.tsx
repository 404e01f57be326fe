import { useState } from 'react';
import type { Session } from '../../shared/identity/api/identity.ts';
import { type ConnectionResult, type Registration, registrationsApi } from '../../shared/identity/api/registrations.ts';
import { call } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { Badge } from '../platform/design/badge.tsx';
import { Button, Details, Panel } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { Refusal } from '../platform/forms/refusal.tsx';
import { AdministrationFrame } from './administration-frame.tsx';
import { type AdministrationTexts, useAdministrationTexts } from './administration-texts.ts';

/** Which applications sign people on here, what they are set up with, and whether they can be reached [J2]. */
export function RegistrationsPage({ session, training }: { session: Session; training: boolean }) {
  const { registrations: texts } = useAdministrationTexts();
  const registered = useRead(registrationsApi.list);
  return (
    <AdministrationFrame session={session} training={training} page="registrations">
      <ResourceView of={registered}>
        {({ issuer, discovery, registrations }) => (
          <>
            <Panel title={texts.settings}>
              <p>{texts.settingsText}</p>
              <Details
                items={[
                  [texts.issuer, <code key="issuer">{issuer}</code>],
                  [texts.discovery, <code key="discovery">{discovery}</code>],
                ]}
              />
            </Panel>
            {registrations.map((each) => (
              <Registered key={each.id} registration={each} />
            ))}
          </>
        )}
      </ResourceView>
    </AdministrationFrame>
  );
}

function Registered({ registration }: { registration: Registration }) {
  const { registrations: texts } = useAdministrationTexts();
  const { id, name, bundled, redirectUris, postLogoutRedirectUris, backchannelLogoutUri } = registration;
  const codes = (list: readonly string[]) =>
    list.length === 0 ? texts.none : list.map((each) => <code key={each}>{each} </code>);
  return (
    <Panel title={name}>
      {bundled && (
        <p>
          <Badge kind="information">{texts.bundled}</Badge>
        </p>
      )}
      <Details
        items={[
          [texts.clientId, <code key="id">{id}</code>],
          [texts.redirectUris, codes(redirectUris)],
          [texts.postLogoutRedirectUris, codes(postLogoutRedirectUris)],
          [texts.backchannelLogoutUri, codes(backchannelLogoutUri === undefined ? [] : [backchannelLogoutUri])],
          [texts.authMethod, <code key="method">{registration.tokenEndpointAuthMethod}</code>],
          [texts.signing, <code key="signing">{registration.idTokenSignedResponseAlg}</code>],
          [texts.pkce, registration.pkce ? texts.pkceNeeded : texts.pkceOptional],
          [texts.scopes, codes(registration.scopes)],
        ]}
      />
      <ConnectionTest id={id} name={name} />
    </Panel>
  );
}

function ConnectionTest({ id, name }: Pick<Registration, 'id' | 'name'>) {
  const { registrations: texts } = useAdministrationTexts();
  const [results, setResults] = useState<readonly ConnectionResult[]>();
  const test = useChange(async () => setResults((await call(registrationsApi.test, { params: { id } })).results));
  return (
    <div className="stack">
      <div>
        <Button onClick={() => test.mutate()} busy={test.isPending && texts.test}>
          {texts.test}
          <span className="visually-hidden">{texts.ofThis(name)}</span>
        </Button>
      </div>
      <Refusal of={test.error} />
      <div aria-live="polite">
        {results && (
          <DataTable
            caption={texts.table(name)}
            rows={results}
            rowKey={({ what, address }) => `${what} ${address}`}
            empty={texts.nothing}
            columns={resultColumns(texts)}
          />
        )}
      </div>
    </div>
  );
}

function resultColumns({ columns, whats, outcomes }: AdministrationTexts['registrations']): Column<ConnectionResult>[] {
  const said = ({ outcome, status }: ConnectionResult) =>
    `${outcomes[outcome]}${status === undefined ? '' : ` (${status})`}`;
  return [
    { id: 'what', label: columns.what, names: true, value: ({ what }) => whats[what] },
    { id: 'address', label: columns.address, code: true, value: ({ address }) => address },
    {
      id: 'outcome',
      label: columns.outcome,
      value: said,
      cell: (result) => <Badge kind={result.outcome === 'reached' ? 'positive' : 'danger'}>{said(result)}</Badge>,
    },
  ];
}
