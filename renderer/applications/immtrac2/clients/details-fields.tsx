import type {
  ClientDetails,
  ClientStatus,
  Ethnicity,
  Race,
  Sex,
} from '../../../../shared/applications/immtrac2/fields.ts';
import { TextField } from '../../../platform/design/components.tsx';
import { Choice, choicesOf, FieldGroup, Tick } from '../forms/form-fields.tsx';
import { type ImmTrac2Texts, useImmTrac2Texts } from '../immtrac2-texts.ts';

/** A client's details as text, as a form has them. */
export type DetailFields = Readonly<Record<string, string>>;

export const emptyDetails = {
  lastName: '',
  firstName: '',
  middleName: '',
  suffix: '',
  birthDate: '',
  sex: '',
  birthOrder: '',
  races: '',
  ethnicity: '',
  street: '',
  poBox: '',
  city: '',
  state: '',
  zip: '',
  county: '',
  notViable: '',
  phone: '',
  phoneExtension: '',
  email: '',
  noContact: '',
  guardianFirstName: '',
  guardianLastName: '',
  relationship: '',
  motherFirstName: '',
  motherMaidenName: '',
  status: '',
  deathDate: '',
} as const satisfies DetailFields;

export function fieldsOf(details: ClientDetails): DetailFields {
  const { address, guardian, races, birthOrder, contactAllowed, ...lines } = details;
  const { notViable, ...place } = address;
  return {
    ...emptyDetails,
    ...lines,
    ...place,
    races: races?.join(' ') ?? '',
    birthOrder: birthOrder === undefined ? '' : String(birthOrder),
    notViable: notViable ? 'yes' : '',
    noContact: contactAllowed ? '' : 'yes',
    guardianFirstName: guardian?.firstName ?? '',
    guardianLastName: guardian?.lastName ?? '',
    relationship: guardian?.relationship ?? '',
  };
}

export function detailsIn(fields: DetailFields): ClientDetails {
  const of = (name: string) => fields[name]?.trim() ?? '';
  const given = (...names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (of(name) === '' ? [] : [[name, of(name)]])));
  const guardian = { firstName: of('guardianFirstName'), lastName: of('guardianLastName') };
  const races = of('races').split(' ').filter(Boolean) as Race[];
  return {
    lastName: of('lastName'),
    firstName: of('firstName'),
    birthDate: of('birthDate'),
    sex: (of('sex') || 'unknown') as Sex,
    ...given(
      'middleName',
      'suffix',
      'phone',
      'phoneExtension',
      'email',
      'motherFirstName',
      'motherMaidenName',
      'deathDate',
    ),
    ...(of('birthOrder') !== '' && { birthOrder: Number(of('birthOrder')) }),
    ...(races.length > 0 && { races }),
    ...(of('ethnicity') !== '' && { ethnicity: of('ethnicity') as Ethnicity }),
    address: {
      street: of('street'),
      city: of('city'),
      state: of('state') || 'TX',
      zip: of('zip'),
      ...given('poBox', 'county'),
      ...(of('notViable') !== '' && { notViable: true }),
    },
    ...(guardian.firstName && guardian.lastName && { guardian: { ...guardian, relationship: of('relationship') } }),
    status: (of('status') || 'active') as ClientStatus,
    contactAllowed: of('noContact') === '',
  };
}

/** Fields that are lines of text. */
type TextName = Exclude<
  keyof typeof emptyDetails & keyof ImmTrac2Texts['clients']['details'],
  'sex' | 'ethnicity' | 'status' | 'still'
>;

type DetailFormProps = {
  fields: DetailFields;
  errors: Readonly<Record<string, string>>;
  type: (name: string, value: string) => void;
};

/** The fields of a client, in the order in which a form on paper has them. */
export function DetailForm({ fields, errors, type }: DetailFormProps) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.details;
  const text = (name: TextName, kind: 'text' | 'date' | 'email' | 'tel' = 'text') => (
    <TextField
      key={name}
      label={texts[name]}
      type={kind}
      value={fields[name] ?? ''}
      error={errors[name]}
      placeholder={name === 'state' ? 'TX' : undefined}
      maxLength={name === 'street' || name === 'email' ? 100 : name === 'state' ? 2 : 60}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => type(name, event.target.value)}
    />
  );
  const choice = (name: 'sex' | 'ethnicity' | 'status', words: Readonly<Record<string, string>>, none?: string) => (
    <Choice
      label={texts[name]}
      value={fields[name] ?? ''}
      choices={choicesOf(words)}
      {...(none !== undefined && { none })}
      error={errors[name]}
      onChoose={(value) => type(name, value)}
    />
  );
  const races = new Set((fields['races'] ?? '').split(' ').filter(Boolean));
  const tickRace = (race: string, on: boolean) => {
    const chosen = on ? [...races, race] : [...races].filter((other) => other !== race);
    type('races', chosen.join(' '));
  };
  return (
    <>
      <FieldGroup title={texts.name}>
        {text('lastName')}
        {text('firstName')}
        {text('middleName')}
        {text('suffix')}
        {text('birthDate', 'date')}
        {choice('sex', catalogue.sex, catalogue.find.choose)}
        {text('birthOrder')}
        {choice('ethnicity', catalogue.ethnicity, texts.notRecorded)}
      </FieldGroup>
      <fieldset className="choice-row">
        <legend>{texts.race}</legend>
        {choicesOf(catalogue.race).map(([race, label]) => (
          <Tick key={race} label={label} checked={races.has(race)} onChange={(on) => tickRace(race, on)} />
        ))}
      </fieldset>
      <FieldGroup title={texts.place}>
        {text('street')}
        {text('poBox')}
        {text('city')}
        {text('state')}
        {text('zip')}
        {text('county')}
        {text('phone', 'tel')}
        {text('phoneExtension')}
        {text('email', 'email')}
        <Tick
          label={texts.notViable}
          checked={fields['notViable'] === 'yes'}
          onChange={(on) => type('notViable', on ? 'yes' : '')}
        />
        <Tick
          label={texts.contactAllowed}
          checked={fields['noContact'] !== 'yes'}
          onChange={(on) => type('noContact', on ? '' : 'yes')}
        />
      </FieldGroup>
      <FieldGroup title={texts.family}>
        {text('guardianFirstName')}
        {text('guardianLastName')}
        {text('relationship')}
        {text('motherFirstName')}
        {text('motherMaidenName')}
      </FieldGroup>
      <FieldGroup title={texts.standing}>
        {choice('status', catalogue.status)}
        {fields['status'] === 'deceased' && text('deathDate', 'date')}
      </FieldGroup>
    </>
  );
}
