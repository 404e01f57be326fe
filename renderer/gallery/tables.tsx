import { Badge } from '../platform/design/badge.tsx';
import { Button } from '../platform/design/button.tsx';
import { BarChart } from '../platform/design/chart.tsx';
import { Panel } from '../platform/design/components.tsx';
import { DataTable } from '../platform/design/data-table.tsx';
import type { Column } from '../platform/design/table-rows.ts';
import { Table } from '../platform/design/table.tsx';

interface Lot {
  readonly lot: string;
  readonly vaccine: string;
  readonly doses: number;
  readonly expired: boolean;
}

const lots: readonly Lot[] = Array.from({ length: 25 }, (_, index) => ({
  lot: `WR${2690 + index * 7}B`,
  vaccine: ['DTaP', 'HepA', 'HepB', 'MMR'][index % 4]!,
  doses: (index * 13) % 40,
  expired: index % 6 === 0,
}));

const columns: readonly Column<Lot>[] = [
  { id: 'vaccine', label: 'Vaccine', value: ({ vaccine }) => vaccine, names: true },
  { id: 'lot', label: 'Lot', value: ({ lot }) => lot, code: true },
  { id: 'doses', label: 'Doses', value: ({ doses }) => doses, numeric: true, total: true },
  {
    id: 'condition',
    label: 'Condition',
    value: ({ expired }) => (expired ? 'Expired' : 'Usable'),
    cell: ({ expired }) => <Badge kind={expired ? 'danger' : 'positive'}>{expired ? 'Expired' : 'Usable'}</Badge>,
  },
  { id: 'action', label: 'Action', cell: ({ lot }) => <Button aria-label={`Waste ${lot}`}>Waste</Button> },
];

export function Tables() {
  return (
    <>
      <Panel title="A table of records">
        <DataTable
          caption="Stock"
          rows={lots}
          columns={columns}
          rowKey={({ lot }) => lot}
          empty="No lots"
          rowsPerPage={5}
          chips={[{ id: 'expired', name: 'Expired', has: ({ expired }) => expired }]}
          file="stock"
        />
        <DataTable caption="Nothing" rows={[]} columns={columns} rowKey={({ lot }) => lot} empty="No lots yet" />
      </Panel>
      <Panel title="A wide table">
        <Table caption="Immunization history">
          <thead>
            <tr>
              {Array.from({ length: 16 }, (_, index) => (
                <th scope="col" key={index}>{`A long column ${index + 1}`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">DTaP</th>
              {Array.from({ length: 15 }, (_, index) => (
                <td key={index}>07/15/2019</td>
              ))}
            </tr>
          </tbody>
        </Table>
      </Panel>
      <Panel title="A chart">
        <BarChart
          title="Clients who are due"
          category="Vaccine group"
          parts={['Past due', 'Due', 'Later']}
          bars={[
            { label: 'DTaP', values: [12, 30, 4] },
            { label: 'A vaccine group with quite a long name', values: [0, 1280, 0] },
            { label: 'MMR', values: [0, 0, 0] },
          ]}
        />
      </Panel>
    </>
  );
}
