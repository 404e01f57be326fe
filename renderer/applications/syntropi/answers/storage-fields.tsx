import type { UnitAnswers, UnitKind } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { Button } from '../../../platform/design/components.tsx';
import { DateField } from '../../../platform/design/date-field.tsx';
import { FieldError } from '../../../platform/design/field.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { type FieldsProps, Line, named, withAnswer } from './answer-fields.tsx';

export function Storage({ value, onChange, errorOf, texts }: FieldsProps<'storage'>) {
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
