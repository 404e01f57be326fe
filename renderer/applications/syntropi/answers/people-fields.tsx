import type {
  CoordinatorAnswers,
  LicenseKind,
} from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { licenseForms } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { DateField } from '../../../platform/design/date-field.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { type FieldsProps, Line, named, withAnswer } from './answer-fields.tsx';

export function Coordinators({ value, onChange, errorOf, texts }: FieldsProps<'coordinators'>) {
  const t = texts.coordinators;
  return (
    <>
      <p>{t.intro}</p>
      {(['primary', 'secondary'] as const).map((role) => {
        const given: CoordinatorAnswers = value[role] ?? {};
        const change = (next: CoordinatorAnswers) => onChange({ ...value, [role]: next });
        const line = (name: 'name' | 'username' | 'email' | 'phone', hint?: string) => (
          <Line
            label={t[name]}
            hint={hint}
            value={given[name]}
            onChange={(text) => change({ ...given, [name]: text })}
            error={errorOf(`${role}.${name}`)}
          />
        );
        return (
          <fieldset key={role} className="stack">
            <legend>{t[role]}</legend>
            {line('name')}
            {line('username', t.usernameHint)}
            <div className="form-fields">
              {line('email')}
              {line('phone')}
            </div>
            <DateField
              label={t.trainedOn}
              hint={t.trainedHint}
              value={given.trainedOn}
              onChange={(date) => change(withAnswer(given, 'trainedOn', date))}
              error={errorOf(`${role}.trainedOn`)}
            />
          </fieldset>
        );
      })}
    </>
  );
}

export function Clinician({ value, onChange, errorOf, texts }: FieldsProps<'clinician'>) {
  const t = texts.clinician;
  const { name, license, number, expiresOn, npi } = value;
  return (
    <>
      <p>{t.intro}</p>
      <Line
        label={t.name}
        value={name}
        onChange={(text) => onChange({ ...value, name: text })}
        error={errorOf('name')}
      />
      <SelectField
        label={t.license}
        value={license ?? ''}
        choices={named(t.licenses)}
        onChoose={(id) => onChange({ ...value, license: id as LicenseKind })}
        error={errorOf('license')}
      />
      <div className="form-fields">
        <Line
          label={t.number}
          hint={license && t.numberHint(licenseForms[license].example)}
          value={number}
          onChange={(text) => onChange({ ...value, number: text })}
          error={errorOf('number')}
        />
        <DateField
          label={t.expiresOn}
          value={expiresOn}
          onChange={(date) => onChange(withAnswer(value, 'expiresOn', date))}
          error={errorOf('expiresOn')}
        />
      </div>
      <Line
        label={t.npi}
        hint={t.npiHint}
        numeric
        value={npi}
        onChange={(text) => onChange({ ...value, npi: text })}
        error={errorOf('npi')}
      />
    </>
  );
}
