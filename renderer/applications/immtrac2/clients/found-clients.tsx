import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { shownDate } from '../../../../shared/contract/time.ts';
import type {
  Candidate,
  ClientSummary,
  Fit,
  FieldFit,
  FitField,
} from '../../../../shared/applications/immtrac2/clients/api.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Table } from '../../../platform/design/components.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

const badges: Record<FieldFit, BadgeKind> = { same: 'positive', similar: 'warning', different: 'danger' };

type ResultsProps = {
  caption: string;
  clients: readonly (ClientSummary & Partial<Candidate>)[];
  /** What can be done with each. */
  action?: (client: ClientSummary) => ReactNode;
};

/** Who was found; of those who may be meant, how well each field fits. */
export function Results({ caption, clients, action }: ResultsProps) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.find;
  const compares = clients.some(({ fit }) => fit !== undefined);
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{texts.name}</th>
          <th scope="col">{texts.birthDate}</th>
          <th scope="col">{texts.sex}</th>
          <th scope="col">{texts.immtrac2Id}</th>
          <th scope="col">{texts.site}</th>
          {compares && <th scope="col">{texts.fit}</th>}
          {action && <th scope="col">{texts.choose}</th>}
        </tr>
      </thead>
      <tbody>
        {clients.map((client) => (
          <tr key={client.id}>
            <th scope="row">
              <Link href={`/clients/${client.id}`}>{`${client.lastName}, ${client.firstName}`}</Link>
            </th>
            <td className="code">{shownDate(client.birthDate)}</td>
            <td>{catalogue.sex[client.sex]}</td>
            <td className="code">{client.immtrac2Id}</td>
            <td>{client.site.name}</td>
            {compares && <td>{client.fit && <Fits fit={client.fit} />}</td>}
            {action && <td>{action(client)}</td>}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Fits({ fit }: { fit: Fit }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.find;
  return (
    <div className="fits">
      {(Object.entries(fit) as [FitField, FieldFit][]).map(([field, how]) => (
        <Badge key={field} kind={badges[how]}>{`${texts[field]}: ${catalogue.fit[how]}`}</Badge>
      ))}
    </div>
  );
}
