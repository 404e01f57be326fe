import { useState } from 'react';
import { Link } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { ApplicationProblem, ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { Whole } from '../../../platform/design/whole.tsx';
import { ClientBand, Gone } from './client-band.tsx';
import { ImmTrac2Frame } from '../frame.tsx';
import { History, Refusals } from '../doses/history.tsx';
import { addressLines, shownPhone } from './shown.ts';
import { DueTable } from '../forecast/due-table.tsx';
import { useImmTrac2Texts, useObservationNames } from '../immtrac2-texts.ts';

export function ClientPage({ id }: { id: string }) {
  const [seen, setSeen] = useState(0);
  return <Record key={seen} id={id} again={() => setSeen(seen + 1)} />;
}

function Record({ id, again }: { id: string; again: () => void }) {
  const texts = useImmTrac2Texts().clients.client;
  const client = useRead(immtrac2Api.client, { params: { id } });
  return (
    <ImmTrac2Frame step={texts.title}>
      <p className="no-print">
        <Link href="/">{texts.back}</Link>
      </p>
      <ApplicationResource of={client} missing={<Gone />}>
        {(found) => (
          <div className="stack dense">
            <ClientBand client={found} />
            <Standing client={found} />
            <Identity client={found} again={again} />
            <Actions client={found} />
            <DueTable client={found} />
            <History client={found} />
            <Refusals client={found} />
          </div>
        )}
      </ApplicationResource>
    </ImmTrac2Frame>
  );
}

/** What keeps this record from being like others. */
function Standing({ client }: { client: Client }) {
  const texts = useImmTrac2Texts().clients.client;
  const { deathDate } = client.details;
  return (
    <>
      {deathDate && <Notice kind="warning">{texts.deceased(shownDate(deathDate))}</Notice>}
      {client.standing === 'disaster' && <Notice kind="warning">{texts.disasterOnly}</Notice>}
    </>
  );
}

function Identity({ client, again }: { client: Client; again: () => void }) {
  const nameOf = useObservationNames();
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.client;
  const { details, age, immtrac2Id, site, merged, consents } = client;
  const known = client.observations.filter(({ counts }) => counts).map(({ code }) => nameOf(code));
  const undo = useChange(async (other: string) => {
    await call(immtrac2Api.undoMerge, { params: { id: client.id }, request: { other } });
    again();
  });
  return (
    <Panel aria-label={texts.title}>
      <Details
        items={[
          [catalogue.find.birthDate, shownDate(details.birthDate)],
          [details.deathDate ? texts.ageAtDeath : texts.ageLabel, texts.age(age.years, age.months, age.days)],
          [catalogue.find.sex, catalogue.sex[details.sex]],
          [catalogue.find.immtrac2Id, immtrac2Id],
          [catalogue.find.site, site.name],
          [texts.address, addressLines(details.address, texts).join(', ')],
          ...(details.phone
            ? [[texts.phone, <Whole key="phone">{shownPhone(details.phone, details.phoneExtension)}</Whole>] as const]
            : []),
          [texts.consent, consents.map(({ kind }) => catalogue.consent[kind]).join(', ')],
          [texts.status, catalogue.status[details.status]],
          ...(known.length > 0 ? [[texts.observations, known.join('; ')] as const] : []),
        ]}
      />
      {undo.error && <ApplicationProblem error={undo.error} />}
      {merged.map((part) => (
        <p className="row" key={part.id}>
          <span>{`${texts.mergedWith} ${part.name} (${part.immtrac2Id})`}</span>
          {client.mayRecord && <Button onClick={() => undo.mutate(part.id)}>{texts.undoMerge}</Button>}
        </p>
      ))}
    </Panel>
  );
}

function Actions({ client: { id, mayRecord, details } }: { client: Client }) {
  const texts = useImmTrac2Texts().clients.client;
  const links: readonly (readonly [to: string, label: string])[] = [
    ...(mayRecord && details.deathDate === undefined ? ([['immunizations', texts.record]] as const) : []),
    ...(mayRecord
      ? ([
          ['immunizations?history', texts.history],
          ['refusal', texts.refuse],
          ['details', texts.edit],
          ['consent', texts.consents],
          ['duplicates', texts.duplicates],
        ] as const)
      : []),
    ['observations', texts.observations],
    ['record', texts.print],
    ['accesses', texts.accesses],
  ];
  return (
    <nav className="row no-print" aria-label={texts.actions}>
      {links.map(([to, label], at) => (
        <Link key={to} href={`/clients/${id}/${to}`} className="button" data-kind={at === 0 ? 'primary' : 'plain'}>
          {label}
        </Link>
      ))}
      {!mayRecord && <span className="soft">{texts.readOnly}</span>}
    </nav>
  );
}
