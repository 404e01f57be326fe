import { useId } from 'react';
import { locales } from '../../../shared/contract/languages.ts';
import { useLanguage } from '../texts/wording.tsx';
import { usePartTexts } from './part-texts.ts';
import { TitleAbove } from './panel.tsx';
import { Table } from './table.tsx';

export interface Bar {
  /** Names the bar; once in a chart. */
  readonly label: string;
  /** One for each of the parts, in their order; none is negative. */
  readonly values: readonly number[];
}

type BarChartProps = {
  title: string;
  /** What the labels of the bars are: `Month`. */
  category: string;
  /** What is counted: one name, or up to three where each bar has as many parts, one after the other. */
  parts: readonly string[];
  /** From top to bottom. */
  bars: readonly Bar[];
};

/** Pixels; an empty one's border is within. */
const bar = { height: 14, thickness: 12 } as const;

/**
 * Amounts side by side, as a picture and, behind it, as a table. The bars lie, so that their names have room on a telephone;
 * each says its numbers, and parts differ in more than color.
 */
export function BarChart({ title, category, parts, bars }: BarChartProps) {
  const id = useId();
  const { numbers, none } = usePartTexts().chart;
  const locale = locales[useLanguage()];
  const shown = (value: number) => value.toLocaleString(locale);
  const most = Math.max(1, ...bars.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
  if (bars.every(isEmpty)) {
    return (
      <figure className="chart" aria-labelledby={id}>
        <figcaption id={id}>{title}</figcaption>
        <p className="soft">{none}</p>
      </figure>
    );
  }
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      {parts.length > 1 && (
        <ul className="chart-key">
          {parts.map((part, index) => (
            <li key={part}>
              <svg width="16" height="12" aria-hidden>
                <rect x="1" y="1" width="14" height="10" data-part={index} />
              </svg>
              {part}
            </li>
          ))}
        </ul>
      )}
      <div className="chart-bars" role="img" aria-labelledby={id}>
        {bars.map(({ label, values }) => (
          <div key={label} className="chart-bar">
            <span>{label}</span>
            <span className="chart-value">{isEmpty({ values }) ? shown(0) : values.map(shown).join(' + ')}</span>
            <svg width="100%" height={bar.height}>
              {values.map((value, part) => (
                <rect
                  key={parts[part]}
                  x={percent(values.slice(0, part).reduce((sum, each) => sum + each, 0) / most)}
                  y={(bar.height - bar.thickness) / 2}
                  width={percent(value / most)}
                  height={bar.thickness}
                  data-part={part}
                />
              ))}
            </svg>
          </div>
        ))}
      </div>
      <details>
        <summary>{numbers}</summary>
        <TitleAbove value={title}>
          <Table caption={title}>
            <thead>
              <tr>
                <th scope="col">{category}</th>
                {parts.map((part) => (
                  <th scope="col" key={part} data-numeric>
                    {part}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {bars.map(({ label, values }) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  {values.map((value, part) => (
                    <td key={parts[part]} data-numeric>
                      {shown(value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </TitleAbove>
      </details>
    </figure>
  );
}

const isEmpty = ({ values }: Pick<Bar, 'values'>) => values.every((value) => value === 0);
const percent = (share: number) => `${share * 100}%`;
