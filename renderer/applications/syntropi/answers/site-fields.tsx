import type { FacilityKind, Ownership } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type { Program } from '../../../../shared/applications/programs.ts';
import { CheckGroup } from '../../../platform/design/choices.tsx';
import { Notice } from '../../../platform/design/components.tsx';
import { DateField } from '../../../platform/design/date-field.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { type FieldsProps, Line, named, withAnswer } from './answer-fields.tsx';

export function Registration({ value, onChange, errorOf, texts }: FieldsProps<'registration'>) {
  const t = texts.registration;
  const { registered, registryId, agreementOn } = value;
  return (
    <>
      <p>{t.intro}</p>
      <SelectField
        label={t.registered}
        value={registered === undefined ? '' : registered ? 'yes' : 'no'}
        choices={[
          { id: 'yes', name: texts.form.yes },
          { id: 'no', name: texts.form.no },
        ]}
        onChoose={(id) => onChange({ ...value, registered: id === 'yes' })}
        error={errorOf('registered')}
      />
      {registered === false && (
        <Notice kind="warning" title={t.first}>
          {t.firstText}
        </Notice>
      )}
      {registered === true && (
        <div className="form-fields">
          <Line
            label={t.registryId}
            hint={t.registryIdHint}
            numeric
            value={registryId}
            onChange={(text) => onChange({ ...value, registryId: text })}
            error={errorOf('registryId')}
          />
          <DateField
            label={t.agreementOn}
            value={agreementOn}
            onChange={(date) => onChange(withAnswer(value, 'agreementOn', date))}
            error={errorOf('agreementOn')}
          />
        </div>
      )}
    </>
  );
}

export function Programs({ value, onChange, errorOf, texts }: FieldsProps<'programs'>) {
  return (
    <CheckGroup<Program>
      legend={texts.programs.legend}
      choices={named(texts.programs.names)}
      chosen={value.programs ?? []}
      onChange={(programs) => onChange({ programs })}
      error={errorOf('programs')}
    />
  );
}

export function Facility({ value, onChange, errorOf, texts }: FieldsProps<'facility'>) {
  const t = texts.facility;
  type Text = 'organization' | 'name' | 'street' | 'city' | 'zip' | 'phone' | 'fax' | 'email';
  const line = (name: Text, hint?: string) => (
    <Line
      label={t[name]}
      hint={hint}
      value={value[name]}
      onChange={(text) => onChange({ ...value, [name]: text })}
      error={errorOf(name)}
    />
  );
  return (
    <>
      {line('organization', t.organizationHint)}
      {line('name')}
      <div className="form-fields">
        {line('street', t.streetHint)}
        {line('city')}
        {line('zip')}
      </div>
      <div className="form-fields">
        {line('phone')}
        {line('fax')}
      </div>
      {line('email', t.emailHint)}
      <div className="form-fields">
        <SelectField
          label={t.ownership}
          value={value.ownership ?? ''}
          choices={named(t.ownerships)}
          onChoose={(id) => onChange({ ...value, ownership: id as Ownership })}
          error={errorOf('ownership')}
        />
        <SelectField
          label={t.kind}
          value={value.kind ?? ''}
          choices={named(t.kinds)}
          onChoose={(id) => onChange({ ...value, kind: id as FacilityKind })}
          error={errorOf('kind')}
        />
      </div>
    </>
  );
}
