import type { ClientDetails, ConsentKind } from '../../../../shared/applications/immtrac2/fields.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { Details } from '../../../platform/design/components.tsx';
import { addressLines } from '../clients/shown.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type PrintedFormProps = { details: ClientDetails; immtrac2Id?: string; kind: ConsentKind };

/** The form to sign, with what is known of the client; on paper alone. */
export function PrintedForm({ details, immtrac2Id, kind }: PrintedFormProps) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.consent;
  return (
    <div className="printed-only stack">
      <h2>{`${texts.form}: ${catalogue.consent[kind]}`}</h2>
      <Details
        items={[
          [catalogue.clients.details.name, `${details.lastName}, ${details.firstName} ${details.middleName ?? ''}`],
          [catalogue.clients.details.birthDate, details.birthDate && shownDate(details.birthDate)],
          [catalogue.clients.details.sex, catalogue.sex[details.sex]],
          [catalogue.find.immtrac2Id, immtrac2Id ?? ''],
          [catalogue.clients.client.address, addressLines(details.address, catalogue.clients.client).join(', ')],
          [catalogue.clients.details.motherMaidenName, details.motherMaidenName ?? ''],
        ]}
      />
      <p>{texts.formText[kind]}</p>
      <p className="form-line">{texts.signature}</p>
      <p className="form-line">{texts.signer}</p>
      <p className="form-line">{texts.date}</p>
    </div>
  );
}
