import type { VaccineCodes } from '../../../../shared/applications/immtrac2/doses/api.ts';
import { TextField } from '../../../platform/design/components.tsx';
import { makersOf, namesOf, type Slot, unitsOf, withMaker, withVaccine } from './dose-slot.ts';
import { Choice, choicesOf, Tick } from '../forms/form-fields.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type DoseFieldsProps = {
  slot: Slot;
  /** Told, not given here: a vaccine is enough. */
  historical: boolean;
  date: string;
  codes: VaccineCodes;
  errors: Readonly<Record<string, string>>;
  onChange: (slot: Slot) => void;
};

/** One vaccine: each choice leaves what fits it to the next. */
export function DoseFields({ slot, historical, date, codes, errors, onChange }: DoseFieldsProps) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.entry;
  const of = (name: string) => slot[name] ?? '';
  const set = (name: string, value: string) => onChange({ ...slot, [name]: value });
  const text = (
    name: 'lot' | 'expiration' | 'amount' | 'administeredBy' | 'comment',
    type: 'text' | 'date' = 'text',
  ) => (
    <TextField
      label={texts[name]}
      type={type}
      value={of(name)}
      error={errors[name]}
      maxLength={name === 'comment' ? 300 : 80}
      inputMode={name === 'amount' ? 'decimal' : undefined}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => set(name, name === 'lot' ? event.target.value.toUpperCase() : event.target.value)}
    />
  );
  const choice = (name: string, label: string, choices: readonly (readonly [string, string])[]) => (
    <Choice
      label={label}
      value={of(name)}
      choices={choices}
      none={texts.notChosen}
      error={errors[name]}
      onChoose={(value) => set(name, value)}
    />
  );
  const vaccine = codes.vaccines.find(({ cvx }) => cvx === of('cvx'));
  const offered = codes.vaccines
    .filter(({ cvx, retired }) => cvx !== '998' && (historical || (!retired && cvx !== '999')))
    .map(({ cvx, name, groups }) => [cvx, name, groups.join(', ') || texts.noGroup] as const)
    .toSorted((a, b) => a[2].localeCompare(b[2], 'en') || a[1].localeCompare(b[1], 'en'));
  return (
    <>
      <div className="form-fields">
        <Choice
          label={texts.vaccine}
          value={of('cvx')}
          choices={offered}
          none={texts.chooseVaccine}
          error={errors['cvx']}
          onChoose={(cvx) => onChange(withVaccine(slot, cvx, codes))}
        />
        <Choice
          label={texts.manufacturer}
          value={of('mvx')}
          choices={makersOf(of('cvx'), codes)}
          none={texts.notChosen}
          error={errors['mvx']}
          onChoose={(mvx) => onChange(withMaker(slot, mvx, codes))}
        />
        {choice('tradeName', texts.tradeName, namesOf(of('cvx'), of('mvx'), codes))}
        {text('lot')}
        {!historical && choice('ndc', texts.ndc, unitsOf(slot, date))}
        {!historical && text('expiration', 'date')}
        {!historical && text('amount')}
        {!historical && (
          <Choice
            label={texts.unit}
            value={of('unit')}
            choices={choicesOf(texts.units)}
            onChoose={(unit) => set('unit', unit)}
          />
        )}
        {!historical && choice('route', texts.route, choicesOf(catalogue.route))}
        {!historical && choice('bodySite', texts.bodySite, choicesOf(catalogue.bodySite))}
        {!historical && choice('funding', texts.funding, choicesOf(catalogue.funding))}
        {!historical && choice('eligibility', texts.eligibility, choicesOf(catalogue.eligibility))}
        {!historical && text('administeredBy')}
        {!historical &&
          vaccine?.statements.map((gdti) => (
            <TextField
              key={gdti}
              label={texts.statement(codes.statements.find((known) => known.gdti === gdti)?.name ?? gdti)}
              type="date"
              value={of(`vis-${gdti}`)}
              error={errors['statements']}
              onChange={(event) => set(`vis-${gdti}`, event.target.value)}
            />
          ))}
        {text('comment')}
      </div>
      <div className="row">
        {(['disaster', 'subpotent'] as const).map((name) => (
          <Tick
            key={name}
            label={texts[name]}
            checked={of(name) === 'yes'}
            onChange={(on) => set(name, on ? 'yes' : '')}
          />
        ))}
        {(errors['expiration'] || of('expiredConfirmed')) && (
          <Tick
            label={texts.expiredConfirmed}
            checked={of('expiredConfirmed') === 'yes'}
            onChange={(on) => set('expiredConfirmed', on ? 'yes' : '')}
          />
        )}
      </div>
    </>
  );
}
