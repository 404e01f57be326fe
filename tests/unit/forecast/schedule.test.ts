import { describe, expect, test } from 'vitest';
import tables from '../../../server/applications/immtrac2/forecast/schedule.json' with { type: 'json' };
import { currentSchedule } from '../../../server/applications/immtrac2/forecast/read-schedule.ts';
import {
  doseReasons,
  forecastReasons,
  forecastStatuses,
} from '../../../shared/applications/immtrac2/forecast/codes.ts';
import { forecastEn } from '../../../shared/applications/immtrac2/forecast/texts/en.ts';
import { forecastEs } from '../../../shared/applications/immtrac2/forecast/texts/es.ts';
import { changes } from '../../../scripts/schedule/changes.ts';
import { antigenOf, conflictsOf, groupsOf, span, vaccinesOf } from '../../../scripts/schedule/derive.ts';
import { readTree } from '../../../scripts/schedule/xml-tree.ts';

describe('[I6] the schedule', () => {
  const schedule = currentSchedule();

  test('says whose it is, which version, and of which day', () => {
    expect(schedule.source).toContain('Centers for Disease Control and Prevention');
    expect(schedule.version).toMatch(/^\d+\.\d+$/);
    expect(schedule.published).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(forecastEn.aid(schedule.version, schedule.published)).toContain(`version ${schedule.version}`);
  });

  test('has every antigen of every group, and every antigen of every product', () => {
    const grouped = schedule.groups.flatMap(({ antigens }) => antigens);
    expect(new Set(grouped)).toEqual(new Set(schedule.antigens.keys()));
    expect(grouped).toHaveLength(30);
    for (const links of schedule.antigensOf.values()) {
      for (const { antigen } of links) expect(grouped).toContain(antigen);
    }
  });

  test('names no product that protects against nothing', () => {
    for (const { series } of schedule.antigens.values()) {
      for (const { cvx } of series.flatMap(({ doses }) => doses.flatMap(({ preferred }) => preferred))) {
        expect(schedule.antigensOf.has(cvx), cvx).toBe(true);
      }
    }
  });

  test('holds facts and no sentences', () => {
    const texts: string[] = [];
    JSON.stringify(tables.antigens, (key, value: unknown) => {
      if (typeof value === 'string' && key !== 'name') texts.push(value);
      return value;
    });
    const long = texts.filter((text) => text.split(/\s+/).some((word) => /^[a-z]{5,}$/.test(word)));
    expect(new Set(long.map((text) => text.replace(/\d.*/, '').trim()))).toEqual(
      new Set([
        'standard',
        'evaluation only',
        'previous',
        'latest of',
        'observation',
        'female',
        'unknown',
        'evaluation',
        'forecast',
        'count',
        'completed',
        'interval',
        'valid',
        'total',
        'equal to',
      ]),
    );
  });

  test('every code has words that a parent understands', () => {
    for (const texts of [forecastEn, forecastEs]) {
      for (const reason of doseReasons) expect(texts.doseReasons[reason]).toMatch(/^\p{Lu}.*\.$/u);
      for (const reason of forecastReasons) expect(texts.reasons[reason]).toMatch(/^\p{Lu}.*\.$/u);
      for (const status of forecastStatuses) expect(texts.statuses[status]).toMatch(/^\p{Lu}/u);
    }
  });
});

/** Two small files as CDC writes them: with empty elements, several spellings, and mixed ends of lines. */
const common = readTree(`<scheduleSupportingData>
  <liveVirusConflicts><liveVirusConflict><previous><vaccineType>A</vaccineType><cvx>03</cvx></previous>
    <current><vaccineType>B</vaccineType><cvx>21</cvx></current><conflictBeginInterval>1 day</conflictBeginInterval>
    <minConflictEndInterval>24 days</minConflictEndInterval><conflictEndInterval>28 days</conflictEndInterval></liveVirusConflict></liveVirusConflicts>
  <vaccineGroups><vaccineGroup><name>Pox</name><administerFullVaccineGroup>n/a</administerFullVaccineGroup></vaccineGroup></vaccineGroups>
  <vaccineGroupToAntigenMap><vaccineGroupMap><name>Pox</name><antigen>Pox</antigen></vaccineGroupMap></vaccineGroupToAntigenMap>
  <cvxToAntigenMap><cvxMap><cvx>03</cvx><shortDescription>A</shortDescription><association><antigen>Pox</antigen>
    <associationBeginAge/><associationEndAge>50 Years</associationEndAge></association></cvxMap></cvxToAntigenMap>
</scheduleSupportingData>`);

const pox = (interval: string) =>
  readTree(`\uFEFF<antigenSupportingData>\r<immunity/>\r\n<contraindications><vaccineGroup/></contraindications>
  <series><seriesName>Pox 1-dose series</seriesName><targetDisease>Pox</targetDisease><vaccineGroup>Pox</vaccineGroup>
    <seriesType>Standard</seriesType><equivalentSeriesGroups>n/a</equivalentSeriesGroups><requiredGender/>
    <selectSeries><defaultSeries>Yes</defaultSeries><productPath>No</productPath><seriesGroup>1</seriesGroup>
      <seriesPriority>A</seriesPriority><seriesPreference>1</seriesPreference><minAgeToStart/><maxAgeToStart>n/a</maxAgeToStart></selectSeries>
    <indication/>
    <seriesDose><doseNumber>Dose 1</doseNumber><age><absMinAge>12 months - 4 days</absMinAge><minAge>12 months</minAge></age>
      <interval><fromPrevious>Y</fromPrevious><absMinInt/><minInt>${interval}</minInt><intervalPriority>override</intervalPriority></interval>
      <allowableInterval/><preferableVaccine><cvx>03</cvx><beginAge>12 months</beginAge><endAge/><mvx>MSD</mvx><volume>0.5</volume>
      <forecastVaccineType>Y</forecastVaccineType></preferableVaccine><inadvertentVaccine/>
      <conditionalSkip><context>Both</context><setLogic>n/a</setLogic><set><conditionLogic>n/a</conditionLogic><condition>
        <conditionType>Vaccine Count By Age</conditionType><doseCount>0</doseCount><doseType>valid</doseType>
        <doseCountLogic>Greater Than</doseCountLogic><vaccineTypes>03; 94</vaccineTypes><startDate>20250827</startDate></condition></set></conditionalSkip>
      <recurringDose>No</recurringDose><seasonalRecommendation/></seriesDose></series></antigenSupportingData>`);

describe('[I6] what is derived from CDC’s files', () => {
  test('is short, in a shape of its own', () => {
    expect(groupsOf(common)).toEqual({ Pox: { antigens: ['Pox'] } });
    expect(vaccinesOf(common)).toEqual({ '03': [{ antigen: 'Pox', until: '50y' }] });
    expect(conflictsOf(common)).toEqual([
      { begins: '1d', afterValid: '24d', ends: '28d', pairs: { 'after 03': '21' } },
    ]);
    const [name, antigen] = antigenOf(pox('4 weeks'), 'file');
    expect(name).toBe('Pox');
    expect(antigen).toMatchObject({
      series: [
        {
          name: 'Pox 1-dose series',
          isDefault: true,
          doses: [
            {
              ages: [{ absolute: '12m-4d', minimum: '12m' }],
              intervals: [{ from: 'previous', minimum: '4w', first: true }],
              preferred: { '12m..': '03@MSD:0.5!' },
              skips: [
                {
                  when: 'both',
                  sets: [
                    {
                      conditions: [
                        { kind: 'count', doses: 'valid', is: 'more than', number: 0, of: '03 94', since: '2025-08-27' },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test.each([
    ['6 weeks - 4 days', '6w-4d'],
    ['19 months + 4 weeks', '19m+4w'],
    ['46 Years', '46y'],
    ['', undefined],
  ])('"%s" is written %s', (text, short) => {
    expect(span(text)).toBe(short);
  });

  test('stops at what it does not know', () => {
    expect(() => span('6 fortnights')).toThrow(/not an age/);
    expect(() => antigenOf(pox('soon'), 'file')).toThrow(/not an age/);
  });

  test('is compared with what was in use: what changes, and for whom', () => {
    const version = (interval: string) => {
      const antigens = Object.fromEntries([antigenOf(pox(interval), 'file')]);
      return { version: interval, groups: groupsOf(common), vaccines: {}, conflicts: [], antigens };
    };
    expect(changes(version('4 weeks'), version('4 weeks'))).toEqual(['nothing changes']);
    const lines = changes(version('4 weeks'), version('8 weeks'));
    expect(lines[0]).toBe('version: "4 weeks" becomes "8 weeks"');
    expect(lines.join('\n')).toContain('antigens / Pox / series / Pox 1-dose series / dose 1 / intervals: no longer');
    expect(lines.at(-2)).toBe('concerns everybody: Pox (Pox 1-dose series)');
    expect(lines.at(-1)).toBe('3 changes');
  });
});
