import { type ReactNode, useState } from 'react';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { shownDate, timeInWords } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Details, Table, TableHead } from '../../../platform/design/components.tsx';
import { InLanguage, useLanguage } from '../../../platform/texts/wording.tsx';
import { AboutClient } from './client-band.tsx';
import { DueTable } from '../forecast/due-table.tsx';
import { History } from '../doses/history.tsx';
import { PaperLanguage } from '../forms/paper-language.tsx';
import { addressLines } from './shown.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** What a client takes along: the history on paper, with who printed it and when. */
export function OfficialRecord({ id }: { id: string }) {
  const texts = useImmTrac2Texts().clients.record;
  const spoken = useLanguage();
  const [language, setLanguage] = useState(spoken);
  return (
    <AboutClient id={id} title={texts.title}>
      {(client) => (
        <>
          <PaperLanguage language={language} choose={setLanguage} />
          <PrintButton label={texts.print} />
          <InLanguage language={language}>
            <RecordOf client={client} titled={language !== spoken} />
          </InLanguage>
        </>
      )}
    </AboutClient>
  );
}

/** @param titled where the page's own title is in another language */
function RecordOf({ client, titled }: { client: Client; titled: boolean }) {
  const catalogue = useImmTrac2Texts();
  return (
    <>
      {titled && <h2>{catalogue.clients.record.title}</h2>}
      <Details
        items={[
          [catalogue.clients.details.birthDate, shownDate(client.birthDate)],
          [catalogue.clients.details.sex, catalogue.sex[client.sex]],
          [catalogue.find.immtrac2Id, client.immtrac2Id],
          [catalogue.clients.client.address, addressLines(client.details.address, catalogue.clients.client).join(', ')],
        ]}
      />
      <OnPaper client={client}>
        {(line) => (
          <>
            <History client={client} printed={line} />
            <DueTable client={client} printed={line} />
          </>
        )}
      </OnPaper>
    </>
  );
}

function PrintButton({ label }: { label: string }) {
  return (
    <div className="row no-print">
      <Button kind="primary" onClick={() => window.print()}>
        {label}
      </Button>
    </div>
  );
}

type OnPaperProps = { client: Client; children: (line: string) => ReactNode };

/** What every sheet says: paper lies about, and sheets come apart. */
function OnPaper({ client, children }: OnPaperProps) {
  const catalogue = useImmTrac2Texts();
  const { caller, training } = useApplication().context;
  const texts = catalogue.clients.record;
  const whose = [`${client.lastName}, ${client.firstName}`, shownDate(client.birthDate), client.immtrac2Id].join(' ');
  const printed = texts.printedBy(caller.name, shownDate(client.asOf));
  const line = [whose, texts.source, printed, ...(training ? [texts.training] : [])].join(' – ');
  return (
    <>
      {children(line)}
      <p className="soft">{line}</p>
    </>
  );
}

/** Who has looked at or changed a record, for the client to read. */
export function AccessesPage({ id }: { id: string }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.accesses;
  return (
    <AboutClient id={id} title={texts.title}>
      {(client) => (
        <>
          <p className="soft">{texts.text}</p>
          <PrintButton label={texts.print} />
          <OnPaper client={client}>{() => <AccessTable id={client.id} />}</OnPaper>
        </>
      )}
    </AboutClient>
  );
}

function AccessTable({ id }: { id: string }) {
  const language = useLanguage();
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.accesses;
  const loaded = useRead(immtrac2Api.accesses, { params: { id } });
  return (
    <ApplicationResource of={loaded}>
      {({ accesses, timeZone }) => (
        <Table caption={texts.title}>
          <TableHead columns={[texts.time, texts.who, texts.where, texts.what, texts.why]} />
          <tbody>
            {accesses.map(({ at, name, sites, what, reason }, index) => (
              <tr key={`${at} ${what} ${index}`}>
                <td>{timeInWords(at, timeZone, { dateStyle: 'medium', language })}</td>
                <th scope="row">{name}</th>
                <td>{sites.join(', ')}</td>
                <td>{texts.kinds[what]}</td>
                <td>{catalogue.reason[reason]}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </ApplicationResource>
  );
}
