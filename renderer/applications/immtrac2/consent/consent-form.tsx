import type { ClientDetails, ConsentKind } from '../../../../shared/applications/immtrac2/fields.ts';
import { clientTexts } from '../../../../shared/applications/immtrac2/clients/texts.ts';
import { immtrac2Texts } from '../../../../shared/applications/immtrac2/texts.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { Details } from '../../../platform/design/components.tsx';
import { addressLines } from '../clients/shown.ts';

const texts = clientTexts.consent;

type PrintedFormProps = { details: ClientDetails; immtrac2Id?: string; kind: ConsentKind };

/** The form to sign, with what is known of the client; on paper alone. */
export function PrintedForm({ details, immtrac2Id, kind }: PrintedFormProps) {
  return (
    <div className="printed-only stack">
      <h2>{`${texts.form}: ${immtrac2Texts.consent[kind]}`}</h2>
      <Details
        items={[
          [clientTexts.details.name, `${details.lastName}, ${details.firstName} ${details.middleName ?? ''}`],
          [clientTexts.details.birthDate, details.birthDate && shownDate(details.birthDate)],
          [clientTexts.details.sex, immtrac2Texts.sex[details.sex]],
          [immtrac2Texts.find.immtrac2Id, immtrac2Id ?? ''],
          [clientTexts.client.address, addressLines(details.address).join(', ')],
          [clientTexts.details.motherMaidenName, details.motherMaidenName ?? ''],
        ]}
      />
      <p>{texts.formText[kind]}</p>
      <p className="form-line">{texts.signature}</p>
      <p className="form-line">{texts.signer}</p>
      <p className="form-line">{texts.date}</p>
    </div>
  );
}
