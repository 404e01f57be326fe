import { immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../shared/applications/immtrac2/clients-api.ts';
import { clientTexts } from '../../../shared/applications/immtrac2/client-texts.ts';
import { immtrac2Texts } from '../../../shared/applications/immtrac2/texts.ts';
import { shownDate, timeInWords } from '../../../shared/contract/time.ts';
import { useResource } from '../../platform/api/use-resource.ts';
import { useApplication } from '../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../platform/application/application-problem.tsx';
import { Button, Details, Table } from '../../platform/design/components.tsx';
import { AboutClient } from './client-band.tsx';
import { History } from './history.tsx';
import { addressLines } from './shown.ts';

/** What a client takes along: the history on paper, with who printed it and when. */
export function OfficialRecord({ id }: { id: string }) {
  const texts = clientTexts.record;
  return (
    <AboutClient id={id} title={texts.title}>
      {(client) => (
        <>
          <PrintButton label={texts.print} />
          <Details
            items={[
              [clientTexts.details.birthDate, shownDate(client.birthDate)],
              [clientTexts.details.sex, immtrac2Texts.sex[client.sex]],
              [immtrac2Texts.find.immtrac2Id, client.immtrac2Id],
              [clientTexts.client.address, addressLines(client.details.address).join(', ')],
            ]}
          />
          <History client={client} printed />
          <Printed client={client} />
        </>
      )}
    </AboutClient>
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

/** Who printed it, when, and whose it is: paper lies about. */
function Printed({ client }: { client: Client }) {
  const { caller, training } = useApplication().context;
  const texts = clientTexts.record;
  const { asOf } = client;
  return (
    <p className="soft">
      {[texts.source, texts.printedBy(caller.name, shownDate(asOf)), ...(training ? [texts.training] : [])].join(' – ')}
    </p>
  );
}

/** Who has looked at or changed a record, for the client to read. */
export function AccessesPage({ id }: { id: string }) {
  const texts = clientTexts.accesses;
  return (
    <AboutClient id={id} title={texts.title}>
      {(client) => (
        <>
          <p className="soft">{texts.text}</p>
          <PrintButton label={texts.print} />
          <AccessTable id={client.id} />
          <Printed client={client} />
        </>
      )}
    </AboutClient>
  );
}

function AccessTable({ id }: { id: string }) {
  const texts = clientTexts.accesses;
  const loaded = useResource(immtrac2Api.accesses, { params: { id } });
  return (
    <ApplicationResource of={loaded}>
      {({ accesses, timeZone }) => (
        <Table caption={texts.title}>
          <thead>
            <tr>
              {[texts.time, texts.who, texts.where, texts.what, texts.why].map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accesses.map(({ at, name, sites, what, reason }, index) => (
              <tr key={`${at} ${what} ${index}`}>
                <td>{timeInWords(at, timeZone, { dateStyle: 'medium' })}</td>
                <th scope="row">{name}</th>
                <td>{sites.join(', ')}</td>
                <td>{texts.kinds[what]}</td>
                <td>{immtrac2Texts.reason[reason]}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </ApplicationResource>
  );
}
