import type { Transfer } from '../../../shared/applications/vaos/transfers/api.ts';
import type { Column } from '../../platform/design/table-rows.ts';
import type { VaosTexts } from './vaos-texts.ts';

type ProductCellProps = {
  product: string;
  /** What tells it from others of that name. */
  note: string;
  code?: boolean;
};

/** A product in a table. */
export function ProductCell({ product, note, code = false }: ProductCellProps) {
  return (
    <div>
      {product}
      <div className={code ? 'note code' : 'note'}>{note}</div>
    </div>
  );
}

/** A product with its NDC, which is looked for and taken along too. */
export function productColumn<Row extends { readonly product: string; readonly ndc: string }>(
  label: string,
): Column<Row> {
  return {
    id: 'product',
    label,
    value: ({ product, ndc }) => `${product} ${ndc}`,
    cell: ({ product, ndc }) => <ProductCell product={product} note={ndc} code />,
  };
}

/** What is moved, and between which sites. */
export function transferColumns(texts: VaosTexts['transfers']): Column<Transfer>[] {
  return [
    { id: 'product', label: texts.product, names: true, value: ({ product }) => product },
    { id: 'lot', label: texts.lot, code: true, value: ({ lot }) => lot },
    { id: 'doses', label: texts.doses, numeric: true, value: ({ doses }) => doses },
    { id: 'from', label: texts.from, value: ({ from }) => `${from.name} ${from.pin}` },
    { id: 'to', label: texts.to, value: ({ to }) => `${to.name} ${to.pin}` },
  ];
}
