import { type ReactNode, useEffect, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { create } from 'zustand';
import { locales } from '../../../shared/contract/languages.ts';
import { useLanguage } from '../texts/wording.tsx';
import { usePartTexts } from './part-texts.ts';
import { Button } from './button.tsx';
import { ArrowDown, ArrowUp, ArrowUpDown, Download, Printer } from './icons.ts';
import { Empty } from './states.tsx';
import { Table } from './table.tsx';
import { type Column, csvOf, filtered, nextSort, type Sort, sorted } from './table-rows.ts';
import { TextField } from './text-field.tsx';

type DataTableProps<Row> = {
  caption: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  /** Said where there are no rows at all. */
  empty: string;
  /** Named parts of the list, of which one can be chosen. */
  chips?: readonly { readonly id: string; readonly name: string; readonly has: (row: Row) => boolean }[];
  /** In which order it comes; undefined as given. */
  sort?: Sort;
  rowsPerPage?: number;
  /** What the file is called, without its ending; no file can be taken along without it. */
  file?: string;
};

/** So few are seen at a glance: nothing has to be looked for among them. */
const few = 7;

/** Records that one looks through: sorted, filtered, page by page, as cards on a telephone, on paper, as a file. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, rows, columns, rowKey, empty, chips = [], rowsPerPage = 50, file } = props;
  const texts = usePartTexts().table;
  const [sort, setSort] = useState(props.sort);
  const [filter, setFilter] = useState('');
  const [chip, setChip] = useState<string>();
  const [page, setPage] = useState(0);
  const printing = usePrinting();
  const place = useId();
  const isFirst = useLists((lists) => lists[0]?.dataset['list'] === place);
  if (rows.length === 0) return <Empty title={empty} />;

  const has = chips.find(({ id }) => id === chip)?.has;
  const found = sorted(filtered(has ? rows.filter(has) : rows, columns, filter), columns, sort);
  const many = rows.length > few || filter !== '';
  const pages = Math.max(1, Math.ceil(found.length / rowsPerPage));
  const current = Math.min(page, pages - 1);
  // Paper has nothing to press.
  const shown = printing ? found : found.slice(current * rowsPerPage, (current + 1) * rowsPerPage);
  return (
    <div className="stack" ref={noteList} data-list={place}>
      {/* A page may have several lists, each with the same tools. */}
      {(many || chips.length > 0 || file || isFirst) && (
        <div className="table-tools" role="group" aria-label={caption}>
          {many && (
            <TextField
              label={texts.filter}
              type="search"
              value={filter}
              onChange={({ target }) => setFilter(target.value)}
            />
          )}
          {chips.length > 0 && (
            <div className="chips" role="group" aria-label={texts.filter}>
              {[{ id: undefined, name: texts.all }, ...chips].map(({ id, name }) => (
                <Button key={name} aria-pressed={chip === id} onClick={() => setChip(id)}>
                  {name}
                </Button>
              ))}
            </div>
          )}
          <div className="row">
            {file && (
              <Button onClick={() => save(csvOf(found, columns), `${file}.csv`)}>
                <Download className="icon" aria-hidden />
                {texts.csv}
              </Button>
            )}
            {isFirst && (
              <Button onClick={() => print()}>
                <Printer className="icon" aria-hidden />
                {texts.print}
              </Button>
            )}
          </div>
        </div>
      )}
      {(many || chips.length > 0) && (
        <p className="soft" role="status">
          {found.length === 0 ? texts.none : texts.shown(found.length, rows.length)}
        </p>
      )}
      {found.length > 0 && (
        <Table caption={caption} cards>
          <Head columns={columns} sort={sort} onSort={(column) => setSort(nextSort(sort, column))} />
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column) => (
                  <Cell key={column.id} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
          <Totals columns={columns} rows={found} label={texts.total} />
        </Table>
      )}
      {pages > 1 && !printing && (
        <div className="row">
          <Button unavailable={current === 0} onClick={() => setPage(current - 1)}>
            {texts.previous}
          </Button>
          <span role="status">{texts.page(current + 1, pages)}</span>
          <Button unavailable={current === pages - 1} onClick={() => setPage(current + 1)}>
            {texts.next}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The lists of the page in their order: the first has what prints the page, which is there once. */
const useLists = create<readonly HTMLElement[]>()(() => []);

function noteList(list: HTMLElement | null) {
  if (list === null) return undefined;
  useLists.setState((all) => [...all, list].toSorted(byPlace), true);
  return () => useLists.setState((all) => all.filter((each) => each !== list), true);
}

function byPlace(one: HTMLElement, other: HTMLElement): number {
  return one.compareDocumentPosition(other) === Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** Whether the page is being printed just now; what is drawn for that is there before it is. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

type HeadProps<Row> = { columns: readonly Column<Row>[]; sort: Sort | undefined; onSort: (column: string) => void };

function Head<Row>({ columns, sort, onSort }: HeadProps<Row>) {
  return (
    <thead>
      <tr>
        {columns.map(({ id, label, value, numeric }) => {
          const direction = sort?.column === id ? sort.direction : 'none';
          if (!value) {
            return (
              // What can be done on a screen is nothing on paper.
              <th scope="col" key={id} className="no-print">
                {label}
              </th>
            );
          }
          return (
            <th scope="col" key={id} data-numeric={numeric || undefined} aria-sort={direction}>
              <button type="button" className="table-sort" onClick={() => onSort(id)}>
                {label}
                <SortIcon direction={direction} />
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortIcon({ direction }: { direction: Sort['direction'] | 'none' }) {
  const Icon = { ascending: ArrowUp, descending: ArrowDown, none: ArrowUpDown }[direction];
  return <Icon className="icon" aria-hidden />;
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }): ReactNode {
  const { label, cell, value, names, numeric, code, long, whole } = column;
  const shared = {
    'data-label': label,
    'data-numeric': numeric || undefined,
    'data-long': long || undefined,
    'data-whole': whole || undefined,
    className: value ? (code ? 'code' : undefined) : 'no-print',
    children: cell ? cell(row) : value?.(row),
  };
  return names ? <th scope="row" {...shared} /> : <td {...shared} />;
}

function Totals<Row>({
  columns,
  rows,
  label,
}: {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  label: string;
}) {
  const locale = locales[useLanguage()];
  if (!columns.some(({ total }) => total)) return null;
  const sum = ({ value }: Column<Row>) => rows.reduce((all, row) => all + Number(value?.(row) ?? 0), 0);
  return (
    <tfoot>
      <tr>
        {columns.map((column, index) =>
          index === 0 ? (
            <th scope="row" key={column.id}>
              {label}
            </th>
          ) : (
            <td key={column.id} data-numeric={column.numeric || undefined} data-label={column.label}>
              {column.total && sum(column).toLocaleString(locale)}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}

/** As a file of the browser's, from this page alone. */
export function save(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
