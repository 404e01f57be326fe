/**
 * People of our own making, one for each kind of rule of the schedule that is in use: birth and sex, the day of the
 * assessment, doses as date and product, and CDSi observations; then what the group comes to, and each dose.
 */
export interface Case {
  readonly group: string;
  readonly about: string;
  readonly person: string;
  readonly doses: string;
  readonly observations: string;
  readonly comesTo: string;
  readonly judged: string;
}

const table = `
HepB | a newborn | 2025-10-06 F on 2025-10-06 | | | not complete: dose 1, 2025-10-06, 2025-10-06, 2025-11-02 |
HepB | the second dose in the first months | 2025-06-15 M on 2025-08-20 | 2025-06-15 08; 2025-08-20 110 | | not complete: dose 3, 2025-11-30, 2025-12-15, 2027-02-11 | valid; valid
HepB | a third dose before 24 weeks | 2025-01-10 M on 2025-06-20 | 2025-01-10 08; 2025-03-10 110; 2025-06-20 110 | | not complete: dose 4, 2025-06-27, 2025-07-10, 2026-09-06 | valid; valid; valid
HepB | an adolescent with two adult doses | 2012-03-20 F on 2025-09-01 | 2024-02-01 43; 2024-09-01 43 | | not complete: dose 3, 2024-10-27, 2024-10-27, 2024-10-27 | valid; valid
HepB | two doses of the adult two-dose product | 1990-05-05 M on 2025-09-01 | 2025-06-02 189; 2025-07-01 189 | | complete | valid; valid
HepB | immune by a test | 1985-05-05 M on 2025-09-01 | | 019 | immune |
DTaP/Tdap/Td | an infant on time | 2025-03-31 F on 2025-08-01 | 2025-06-02 120; 2025-08-01 120 | | not complete: dose 3, 2025-08-29, 2025-10-01, 2025-11-27 | valid; valid
DTaP/Tdap/Td | born on the last day of a month | 2025-03-31 F on 2025-04-10 | | | not complete: dose 1, 2025-05-12, 2025-05-31, 2025-07-28 |
DTaP/Tdap/Td | a fourth dose before 12 months | 2024-01-08 M on 2025-01-03 | 2024-03-08 20; 2024-05-08 20; 2024-07-08 20; 2025-01-03 20 | | not complete: dose 4, 2025-07-03, 2025-07-03, 2025-09-04 | valid; valid; valid; not valid: too young
DTaP/Tdap/Td | a school child with five | 2020-02-11 M on 2025-02-11 | 2020-04-11 110; 2020-06-11 110; 2020-08-11 110; 2021-05-11 20; 2024-02-11 130 | | not complete: dose 6, 2031-02-11, 2031-02-11, 2033-03-10 | valid; valid; valid; valid; valid
DTaP/Tdap/Td | an adult whose booster is ten years old | 1980-04-02 F on 2025-09-01 | 2010-05-05 115; 2010-06-05 09; 2010-12-05 09 | | not complete: dose 4, 2015-12-05, 2020-12-05, 2021-01-01 | valid; valid; valid
DTaP/Tdap/Td | a child who must not have pertussis | 2025-02-02 M on 2025-05-01 | 2025-04-05 20 | 079 | not complete: dose 2, 2025-05-03, 2025-06-02, 2025-07-29 | valid
Rotavirus | an infant with the two-dose product | 2025-04-01 F on 2025-08-05 | 2025-06-01 119; 2025-08-05 119 | | complete | valid; valid
Rotavirus | products mixed | 2025-04-01 F on 2025-08-05 | 2025-06-01 119; 2025-08-05 116 | | not complete: dose 3, 2025-09-02, 2025-10-01, 2025-11-28 | valid; valid
Rotavirus | too old to begin | 2025-04-01 F on 2025-08-05 | | | aged out |
Hib | a first dose at 11 months | 2024-08-01 M on 2025-07-08 | 2025-07-08 48 | | not complete: dose 2, 2025-08-05, 2025-08-05, 2025-08-05 | valid
Hib | a first dose at 15 months | 2024-05-01 M on 2025-08-02 | 2025-08-02 48 | | complete | valid
Hib | the product of three doses | 2025-01-15 F on 2025-05-16 | 2025-03-15 49; 2025-05-16 49 | | not complete: dose 3, 2026-01-15, 2026-01-15, 2026-06-11 | valid; valid
Hib | a healthy child of five | 2020-01-15 F on 2025-05-16 | | | aged out |
Pneumococcal | a healthy infant | 2025-05-20 F on 2025-07-21 | 2025-07-21 216 | | not complete: dose 2, 2025-08-18, 2025-09-20, 2025-11-16 | valid
Pneumococcal | an adult of 50 | 1975-03-03 M on 2025-09-01 | | | not complete: dose 1, 2025-03-03, 2025-03-03, never |
Pneumococcal | an adult of 30 with diabetes | 1995-03-03 M on 2025-09-01 | | 014 | for a risk not complete: dose 1, 2014-03-03, 2014-03-03, never |
Pneumococcal | an adult of 30 with diabetes and the 20-valent product | 1995-03-03 M on 2025-09-01 | 2025-08-01 216 | 014 | for a risk complete | valid
Polio | an infant who travels with oral vaccine | 2024-11-11 M on 2025-09-01 | 2025-01-11 10; 2025-03-11 10; 2025-05-11 178 | | not complete: dose 3, 2025-05-11, 2025-05-11, 2026-07-08 | valid; valid; not valid: wrong product
Polio | four doses, the last after four years | 2020-06-09 F on 2025-09-01 | 2020-08-09 10; 2020-10-09 10; 2020-12-09 10; 2024-06-09 10 | | complete | valid; valid; valid; valid
Polio | four doses, the last before four years | 2020-06-09 F on 2025-09-01 | 2020-08-09 10; 2020-10-09 10; 2020-12-09 10; 2022-06-09 10 | | not complete: dose 5, 2024-06-09, 2024-06-09, 2027-07-06 | valid; valid; valid; valid
MMR | a child of one year | 2024-09-15 M on 2025-09-15 | | | not complete: dose 1, 2025-09-15, 2025-09-15, 2026-02-11 |
MMR | a first dose five days before the first birthday | 2024-09-15 M on 2025-09-10 | 2025-09-10 03 | | not complete: dose 1, 2025-10-08, 2025-10-08, 2026-02-11 | not valid: too young
MMR | a first dose four days before it | 2024-09-15 M on 2025-09-11 | 2025-09-11 03 | | not complete: dose 2, 2025-10-15, 2028-09-15, 2031-10-12 | valid: earlier than usual
MMR | born on the leap day | 2024-02-29 F on 2025-02-25 | 2025-02-25 03 | | not complete: dose 2, 2025-03-29, 2028-02-29, 2031-03-28 | valid: earlier than usual
MMR | born before 1957 | 1956-07-04 F on 2025-09-01 | | | immune |
MMR | pregnant | 1996-07-04 F on 2025-09-01 | | 007 | contraindicated |
MMR | an infant who traveled | 2025-01-20 F on 2025-09-01 | 2025-08-01 03 | 048 | not complete: dose 2, 2026-01-20, 2026-01-20, 2026-06-16; for a risk complete | valid
Varicella | three weeks after another live vaccine | 2024-03-03 M on 2025-03-31 | 2025-03-10 03; 2025-03-31 21 | | not complete: dose 1, 2025-04-28, 2025-04-28, 2025-07-30 | not valid: live vaccine too soon
Varicella | on the day of another live vaccine | 2024-03-03 M on 2025-03-10 | 2025-03-10 03; 2025-03-10 21 | | not complete: dose 2, 2025-06-03, 2028-03-03, 2031-03-30 | valid
Varicella | had the disease | 2015-03-03 M on 2025-03-10 | | 024 | immune |
Varicella | an adolescent who starts late | 2010-03-03 M on 2025-03-31 | 2025-03-03 21; 2025-03-31 21 | | complete | valid; valid
HepA | a child of one year | 2024-06-30 F on 2025-07-01 | 2025-07-01 83 | | not complete: dose 2, 2026-01-01, 2026-01-01, 2027-02-28 | valid
HepA | an adult without a risk | 1990-06-30 F on 2025-07-01 | | | aged out |
HepA | an infant before a journey | 2025-01-20 F on 2025-09-01 | | 048 | for a risk not complete: dose 1, 2025-07-20, 2025-07-20, 2026-01-19; not complete: dose 1, 2026-01-20, 2026-01-20, 2027-02-16 |
HPV | a first dose at 11 years | 2014-02-10 F on 2025-03-10 | 2025-03-10 165 | | not complete: dose 2, 2025-08-10, 2025-09-10, 2026-05-07 | valid
HPV | a second dose after three months | 2014-02-10 M on 2025-06-12 | 2025-03-10 165; 2025-06-12 165 | | not complete: dose 3, 2025-09-04, 2025-09-10, 2026-05-07 | valid; valid: earlier than usual
HPV | a first dose at 15 years | 2010-02-10 M on 2025-03-10 | 2025-03-10 165 | | not complete: dose 2, 2025-04-07, 2025-04-07, 2025-06-29 | valid
HPV | a child of 12 with HIV | 2013-02-10 M on 2025-06-10 | 2025-03-10 165 | 186 | for a risk not complete: dose 2, 2025-04-07, 2025-04-07, 2025-06-29 | valid
Meningococcal | at 11 years | 2014-02-10 F on 2025-03-10 | | | not complete: dose 1, 2025-02-10, 2025-02-10, 2027-03-09 |
Meningococcal | a first dose at 16 years | 2009-02-10 F on 2025-03-10 | 2025-03-10 203 | | complete | valid
Meningococcal | an adult without a spleen | 1990-02-10 F on 2025-03-10 | 2025-03-10 203 | 160 | for a risk not complete: dose 2, 2025-05-05, 2025-05-05, 2025-06-01 | valid
Meningococcal B | at 16 years, by choice | 2009-02-10 F on 2025-03-10 | 2025-03-10 163 | | not complete: dose 2, 2025-09-10, 2025-09-10, never | valid
Influenza | a child in the first season | 2022-02-10 F on 2025-10-01 | 2025-10-01 140 | | not complete: dose 2, 2025-10-29, 2025-10-29, never | valid
Influenza | an adult after the last season of the schedule | 1990-02-10 F on 2026-09-01 | | | not recommended |
COVID-19 | a healthy adult | 1990-02-10 F on 2025-10-01 | 2021-04-01 208; 2021-04-22 208; 2024-10-01 309 | | not complete: dose 1, 2025-08-27, 2025-08-27, never | valid; valid; valid
RSV | an infant born in the season | 2025-11-20 F on 2025-11-21 | | | not complete: dose 1, 2025-11-20, 2025-11-20, never |
RSV | an infant whose mother was vaccinated | 2025-11-20 F on 2025-11-21 | | 278 | contraindicated |
RSV | at 75 years | 1950-08-01 F on 2025-11-01 | | | not complete: dose 1, 2025-08-01, 2025-08-01, never |
Zoster | a second dose after a month | 1970-08-01 M on 2025-07-01 | 2025-06-01 187; 2025-07-01 187 | | complete | valid; valid
Yellow Fever | before a journey | 2025-03-01 M on 2025-09-01 | | 045 | for a risk not complete: dose 1, 2025-12-01, 2025-12-01, never |
Rabies | who works with animals | 1990-08-01 M on 2025-07-08 | 2025-07-01 175; 2025-07-08 175 | 062 | for a risk not complete: dose 3, 2025-07-29, 2025-07-29, 2028-07-07 | valid; valid
Dengue | nearly nine years old after dengue | 2016-12-01 F on 2025-09-01 | | 211 | for a risk not complete: dose 1, 2025-12-01, 2025-12-01, never |
`;

export const people: readonly Case[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [group, about, person, doses, observations, comesTo, judged] = line.split('|').map((cell) => cell.trim());
    if (group === undefined || about === undefined || person === undefined) throw new Error(`no person: ${line}`);
    return {
      group,
      about,
      person,
      doses: doses ?? '',
      observations: observations ?? '',
      comesTo: comesTo ?? '',
      judged: judged ?? '',
    };
  });
