import type { ReactNode } from 'react';
import {
  adultEligibilities,
  type AnsweredSection,
  type Answers,
  childAges,
  childEligibilities,
  type CoordinatorAnswers,
  type FacilityKind,
  type LicenseKind,
  type Ownership,
  type UnitAnswers,
  type UnitKind,
  weekdays,
} from '../../../shared/applications/syntropi/enrollment-answers.ts';
import { asksAdults, asksChildren, licenseForms } from '../../../shared/applications/syntropi/enrollment-rules.ts';
import { enrollmentTexts as texts } from '../../../shared/applications/syntropi/enrollment-texts.ts';
import type { Program } from '../../../shared/applications/programs.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { CheckGroup } from '../../platform/design/choices.tsx';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { DateField } from '../../platform/design/date-field.tsx';
import { FieldError } from '../../platform/design/field.tsx';
import { SelectField } from '../../platform/design/select-field.tsx';

type Value<S extends AnsweredSection> = NonNullable<Answers[S]>;

export interface FieldsProps<S extends AnsweredSection> {
  readonly value: Value<S>;
  readonly onChange: (value: Value<S>) => void;
  /** @param field within the section, as rules name it */
  readonly errorOf: (field: string) => string | undefined;
  readonly answers: Answers;
}

type AnyProps = Pick<FieldsProps<AnsweredSection>, 'errorOf' | 'answers'> & {
  readonly value: object;
  readonly onChange: (value: object) => void;
};

/** The fields of a section, which reads and writes the answers of that section alone. */
export function fieldsOf(section: AnsweredSection, props: AnyProps): ReactNode {
  return (all[section] as (props: AnyProps) => ReactNode)(props);
}

/** They keep nothing of their own, so that they are as good as called. */
const all: { readonly [S in AnsweredSection]: (props: FieldsProps<S>) => ReactNode } = {
  registration: Registration,
  programs: Programs,
  facility: Facility,
  hours: Hours,
  population: Population,
  storage: Storage,
  coordinators: Coordinators,
  clinician: Clinician,
};

/** An answer that is not given is not there. */
function withAnswer<T extends object, K extends keyof T>(value: T, name: K, answer: T[K] | undefined): T {
  const { [name]: _, ...others } = value;
  return (answer === undefined ? others : { ...others, [name]: answer }) as T;
}

const named = <Id extends string>(names: Readonly<Record<Id, string>>) =>
  (Object.entries(names) as [Id, string][]).map(([id, name]) => ({ id, name }));

type LineProps = {
  label: string;
  hint?: string | undefined;
  value: string | undefined;
  error: string | undefined;
  onChange: (text: string) => void;
  numeric?: boolean;
  maxLength?: number;
};

function Line({ value = '', onChange, numeric, maxLength = limits.enrollment.textCharacters, ...rest }: LineProps) {
  return (
    <TextField
      {...rest}
      value={value}
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      {...(numeric && { inputMode: 'numeric' })}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function Registration({ value, onChange, errorOf }: FieldsProps<'registration'>) {
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

function Programs({ value, onChange, errorOf }: FieldsProps<'programs'>) {
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

function Facility({ value, onChange, errorOf }: FieldsProps<'facility'>) {
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

function Hours({ value, onChange, errorOf }: FieldsProps<'hours'>) {
  const t = texts.hours;
  const times = ['from', 'to', 'lunchFrom', 'lunchTo'] as const;
  const copy = () => {
    const { monday = {} } = value;
    onChange({ ...value, tuesday: monday, wednesday: monday, thursday: monday, friday: monday });
  };
  return (
    <>
      <p>{t.intro}</p>
      {weekdays.map((day) => (
        <fieldset key={day} className="stack">
          <legend>{t.day[day]}</legend>
          <div className="form-fields short-fields">
            {times.map((time) => (
              <Line
                key={time}
                label={t[time]}
                value={value[day]?.[time]}
                maxLength={5}
                onChange={(text) => onChange({ ...value, [day]: { ...value[day], [time]: text } })}
                error={errorOf(`${day}.${time}`)}
              />
            ))}
          </div>
          {day === 'monday' && (
            <div className="row">
              <Button onClick={copy}>{t.copy}</Button>
            </div>
          )}
        </fieldset>
      ))}
    </>
  );
}

function Population({ value, onChange, errorOf, answers }: FieldsProps<'population'>) {
  const t = texts.population;
  type Group = (typeof childAges)[number] | 'adults';
  const group = (id: Group, legend: string, names: readonly (readonly [string, string])[]) => {
    const counts: Readonly<Record<string, number | undefined>> = value[id] ?? {};
    return (
      <fieldset key={id} className="stack">
        <legend>{legend}</legend>
        <div className="form-fields short-fields">
          {names.map(([name, label]) => (
            <Line
              key={name}
              label={label}
              numeric
              maxLength={7}
              value={counts[name]?.toString()}
              onChange={(text) => onChange({ ...value, [id]: withAnswer(counts, name, countOf(text)) })}
              error={errorOf(`${id}.${name}`)}
            />
          ))}
        </div>
      </fieldset>
    );
  };
  const total = ['total', t.total] as const;
  return (
    <>
      <p>{t.intro}</p>
      {asksChildren(answers) &&
        childAges.map((age) =>
          group(age, t.age[age], [...childEligibilities.map((id) => [id, t.child[id]] as const), total]),
        )}
      {asksAdults(answers) &&
        group('adults', t.adults, [...adultEligibilities.map((id) => [id, t.adult[id]] as const), total])}
    </>
  );
}

/** What is no whole number is not taken, so that the field never shows what is not kept. */
function countOf(text: string): number | undefined {
  const digits = text.replaceAll(/\D/g, '').slice(0, 6);
  return digits === '' ? undefined : Number(digits);
}

function Storage({ value, onChange, errorOf }: FieldsProps<'storage'>) {
  const t = texts.storage;
  const units = value.units ?? [];
  const change = (index: number, unit: UnitAnswers) =>
    onChange({ units: units.map((each, place) => (place === index ? unit : each)) });
  return (
    <>
      <p>{t.intro}</p>
      {units.length === 0 && <p className="soft">{t.none}</p>}
      {units.map((unit, index) => {
        const number = index + 1;
        const ofUnit = (field: string) => errorOf(`units.${index}.${field}`);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a unit is known by its place alone
          <fieldset key={index} className="stack">
            <legend>{t.unit(number)}</legend>
            <div className="form-fields">
              <Line
                label={t.name}
                value={unit.name}
                onChange={(name) => change(index, { ...unit, name })}
                error={ofUnit('name')}
              />
              <SelectField
                label={t.kind}
                value={unit.kind ?? ''}
                choices={named(t.kinds)}
                onChoose={(id) => change(index, { ...unit, kind: id as UnitKind })}
                error={ofUnit('kind')}
              />
              <Line
                label={t.logger}
                value={unit.logger}
                onChange={(logger) => change(index, { ...unit, logger })}
                error={ofUnit('logger')}
              />
              <DateField
                label={t.calibratedOn}
                value={unit.calibratedOn}
                onChange={(date) => change(index, withAnswer(unit, 'calibratedOn', date))}
                error={ofUnit('calibratedOn')}
              />
              <DateField
                label={t.calibrationDue}
                value={unit.calibrationDue}
                onChange={(date) => change(index, withAnswer(unit, 'calibrationDue', date))}
                error={ofUnit('calibrationDue')}
              />
            </div>
            <div className="row">
              <Button onClick={() => onChange({ units: units.filter((_, place) => place !== index) })}>
                {t.remove(number)}
              </Button>
            </div>
          </fieldset>
        );
      })}
      <div className="stack">
        <FieldError id="units-error">{errorOf('units')}</FieldError>
        <div className="row">
          <Button
            aria-invalid={errorOf('units') ? true : undefined}
            aria-describedby={errorOf('units') && 'units-error'}
            unavailable={units.length >= limits.enrollment.storageUnits}
            onClick={() => onChange({ units: [...units, {}] })}
          >
            {t.add}
          </Button>
        </div>
      </div>
    </>
  );
}

function Coordinators({ value, onChange, errorOf }: FieldsProps<'coordinators'>) {
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

function Clinician({ value, onChange, errorOf }: FieldsProps<'clinician'>) {
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
