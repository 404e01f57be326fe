import type {
  AntigenTable,
  ScheduleTables,
  SeriesTable,
} from '../../server/applications/immtrac2/forecast/schedule-tables.ts';

/** One dose of a series on a line, so that a new version shows as the records that changed. */
export function written(schedule: ScheduleTables): string {
  const { antigens, vaccines, conflicts, groups, ...head } = schedule;
  const sections = [
    ...Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${line(value)}`),
    `"groups": ${records(groups)}`,
    `"vaccines": ${records(vaccines)}`,
    `"conflicts": [\n${conflicts.map((each) => `  ${line(each)}`).join(',\n')}\n]`,
    `"antigens": {\n${Object.entries(antigens)
      .map(([name, antigen]) => `  ${line(name)}: {\n${antigenLines(antigen)}\n  }`)
      .join(',\n')}\n}`,
  ];
  return `{\n${sections.join(',\n')}\n}\n`;
}

function antigenLines({ series, ...rest }: AntigenTable): string {
  const lines = Object.entries(rest).map(([key, value]) => {
    return Array.isArray(value)
      ? `    ${line(key)}: [\n${value.map((each) => `      ${line(each)}`).join(',\n')}\n    ]`
      : `    ${line(key)}: ${line(value)}`;
  });
  return [...lines, `    "series": [\n${series.map(seriesLines).join(',\n')}\n    ]`].join(',\n');
}

function seriesLines({ doses, indications, ...rest }: SeriesTable): string {
  const head = Object.entries(rest).map(([key, value]) => `${line(key)}: ${line(value)}`);
  const lines = [head.join(', '), ...(indications === undefined ? [] : [`"indications": ${line(indications)}`])];
  const each = doses.map((dose) => `          ${line(dose)}`);
  return `      {\n        ${lines.join(',\n        ')},\n        "doses": [\n${each.join(',\n')}\n        ]\n      }`;
}

const records = (record: object) =>
  `{\n${Object.entries(record)
    .map(([key, value]) => `  ${line(key)}: ${line(value)}`)
    .join(',\n')}\n}`;

function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${line(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
