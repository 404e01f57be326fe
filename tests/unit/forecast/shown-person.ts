import { forecastFor } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import type { Case } from './people.ts';
import { given, groupOf, judged } from './small-schedule.ts';

/** What the schedule in use comes to for one of `people`, as short as it is written there. */
export function shownPerson({ group, person, doses, observations }: Case): { comesTo: string; judged: string } {
  const [birthDate = '', letter, , today = ''] = person.split(' ');
  const split = (text: string) => (text === '' ? [] : text.split('; '));
  const forecast = forecastFor(
    {
      birthDate,
      sex: letter === 'F' ? 'female' : 'male',
      doses: given(...split(doses)),
      observations: split(observations).map((code) => ({ code })),
    },
    today,
  );
  const found = groupOf(forecast, group);
  const comesTo = found.forecasts.map(({ status, due, kind }) => {
    const dates =
      due && `dose ${due.doseNumber}, ${[due.earliest, due.recommended, due.pastDue ?? 'never'].join(', ')}`;
    return [kind === 'risk' ? `for a risk ${status}` : status, dates].filter(Boolean).join(': ');
  });
  return { comesTo: comesTo.join('; '), judged: judged(found.doses).join('; ') };
}
