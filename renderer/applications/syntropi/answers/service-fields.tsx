import {
  adultEligibilities,
  childAges,
  childEligibilities,
  weekdays,
} from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { asksAdults, asksChildren } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { Button } from '../../../platform/design/components.tsx';
import { type FieldsProps, Line, withAnswer } from './answer-fields.tsx';

export function Hours({ value, onChange, errorOf, texts }: FieldsProps<'hours'>) {
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

export function Population({ value, onChange, errorOf, answers, texts }: FieldsProps<'population'>) {
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
