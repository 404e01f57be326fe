import type { Affirmation, ConsentKind } from '../../../../shared/applications/immtrac2/fields.ts';
import { Notice, TextField } from '../../../platform/design/components.tsx';
import { useSaid } from '../../../platform/design/field.tsx';
import { Choice, choicesOf, FieldGroup, Tick } from '../forms/form-fields.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type Fields = Readonly<Record<string, string>>;

export function affirmationIn(fields: Fields): Affirmation {
  return {
    kind: (fields['kind'] || 'minor') as ConsentKind,
    signer: fields['signer'] ?? '',
    signedOn: fields['signedOn'] ?? '',
  };
}

type AffirmFieldsProps = { fields: Fields; errors: Fields; type: (name: string, value: string) => void };

/** What was signed on paper, and that somebody has it in their hands. */
export function AffirmFields({ fields, errors, type }: AffirmFieldsProps) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.consent;
  return (
    <FieldGroup title={texts.title}>
      <Choice
        label={texts.kind}
        value={fields['kind'] || 'minor'}
        choices={choicesOf(catalogue.consent)}
        error={errors['kind']}
        onChoose={(value) => type('kind', value)}
      />
      <TextField
        label={texts.signer}
        value={fields['signer'] ?? ''}
        error={errors['signer']}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => type('signer', event.target.value)}
      />
      <TextField
        label={texts.signedOn}
        type="date"
        value={fields['signedOn'] ?? ''}
        error={errors['signedOn']}
        onChange={(event) => type('signedOn', event.target.value)}
      />
      <Tick label={texts.affirmed} checked={isAffirmed(fields)} onChange={(on) => type('affirmed', on ? 'yes' : '')} />
    </FieldGroup>
  );
}

/** What has to be so before anything is saved. */
export function NotAffirmed({ fields }: { fields: Fields }) {
  const { needsAffirmed } = useImmTrac2Texts().clients.consent;
  const said = useSaid(isAffirmed(fields) ? undefined : needsAffirmed);
  return said && <Notice kind="danger" title={said} urgent />;
}

export function isAffirmed(fields: Fields): boolean {
  return fields['affirmed'] === 'yes';
}
