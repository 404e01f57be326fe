import type { Translation } from '../../../../contract/languages.ts';
import type { fieldNames as sourceNames, refusals as source } from '../en/refusals.ts';
import { words } from './words.ts';

/** In Spanish, with their articles: they stand before what is wrong with them. */
export const fieldNames: Translation<typeof sourceNames> = {
  ndc: 'el NDC',
  lot: 'el lote',
  lots: 'la lista de lotes',
  doses: 'el número de dosis',
  reason: 'el motivo',
  expires: 'la fecha de vencimiento',
  expiration: 'la fecha de vencimiento',
  order: 'el pedido',
  file: 'el archivo',
  csv: 'el archivo',
  lines: 'la lista de vacunas',
  program: 'el programa',
  note: 'la nota',
  pin: 'el PIN',
  toPin: 'el PIN del otro centro',
  temperature: 'la temperatura',
  trackingNumber: 'el número de seguimiento',
  discrepancy: 'el motivo de la diferencia',
  on: 'la fecha',
  signature: 'la firma',
  name: 'el nombre',
  title: 'el título',
};

/** As files may head their columns, by the names that the server knows. */
const columns: Readonly<Record<string, string>> = {
  ndc: 'NDC',
  lot: 'lote',
  expiration: 'vencimiento',
  doses: 'dosis',
  reason: 'motivo',
};

const remedy = 'ingréselo de nuevo en una celda con formato de texto, o escríbalo como ="01234567"';

/** In Spanish. */
export const refusals: Translation<typeof source> = {
  'trace-of-number': `es un número como 1.2E+10, del que una hoja de cálculo eliminó dígitos; ${remedy}`,
  'trace-of-groups': `es un número en grupos de tres dígitos; ${remedy}`,
  'trace-of-point': `es un número con punto o coma, como lo escribe una hoja de cálculo; ${remedy}`,
  'trace-of-date': `es una fecha, en la que una hoja de cálculo convirtió los dígitos; ${remedy}`,
  'trace-of-error': 'es un error que muestra una hoja de cálculo',
  'delimiter-unknown': 'separa las celdas con un carácter que aquí no se conoce',
  'quote-not-closed': 'tiene aquí unas comillas que no se cierran',
  'no-csv': 'no es un archivo CSV a partir de aquí',
  'no-unit-of-sale': 'debe ser un NDC que los CDC tengan en su lista como unidad de venta',
  'no-multiple': (packDoses) => `debe ser un múltiplo de ${packDoses}, las dosis de un paquete`,
  'no-such-pin': 'debe ser el PIN de un centro que hace pedidos en VAOS',
  'own-pin': 'debe ser de otro centro',
  'not-orderable': 'debe ser uno de los que este centro puede pedir',
  'no-room': (most, maximum, usable, onTheWay) =>
    `debe ser como máximo ${most}: el centro puede tener ${maximum} dosis, tiene ${usable} utilizables y hay ${onTheWay} en camino`,
  'set-aside-unanswered': (doses) => `debe decir por qué se pide además de las ${doses} dosis que están reservadas`,
  'more-than-set-aside': (most) => `debe ser como máximo ${most}, las dosis que están reservadas`,
  'more-than-on-hand': (most) => `debe ser como máximo ${most}, las dosis que este centro tiene de ese lote`,
  'more-than-in-ledger': (most, lot) => `debe ser como máximo ${most}: son las dosis del lote ${lot} según el libro`,
  'transfer-expired': 'no debe estar vencido: infórmelo como pérdida',
  'not-shipped': 'debe ser uno que se despachó y que aún no se ha recibido',
  'not-ordered': (ndc) => `debe ser ${ndc}, que fue lo que se pidió`,
  'difference-unsaid': (came, ordered) => `debe decir por qué llegaron ${came} dosis si se pidieron ${ordered}`,
  'other-expiration': (day, lot) => `debe ser ${day}: el lote ${lot} está en existencia con ese vencimiento`,
  'receipt-expired': 'no debe haber pasado: las vacunas vencidas no se agregan a las existencias',
  'in-future': 'no debe ser una fecha futura',
  'too-long-ago': 'debe estar dentro del último año',
  'not-expired': (lot, through) => `debe ser otro: el lote ${lot} se puede usar hasta el ${through}`,
  'lot-not-counted': (lot) => `debe incluir también el lote ${lot}`,
  'count-unexplained': (ledger, lot, counted) =>
    `es necesario: el libro tiene ${ledger} dosis del lote ${lot} y se contaron ${counted}`,
  'taken-back-already': 'llega tarde: esta línea ya se anuló',
  'of-transfer': 'no sirve aquí: una transferencia está en dos libros y se devuelve con otra transferencia',
  'of-reversal': 'no sirve aquí: una línea que anula otra no se puede anular',
  'no-such-page': 'debe provenir de la página anterior',
  'in-line-already': (line) => `ya está en la línea ${line}`,
  'reason-unknown': () => `debe ser uno de estos: ${Object.values(words.countReason).join(', ')}`,
  'no-lot-number': 'debe tener de 1 a 20 letras, dígitos o guiones',
  'no-date': 'debe ser una fecha como 03/31/2027',
  'no-whole-number': (least) => `debe ser un número entero, ${least} o más`,
  'more-than': (most) => `debe ser como máximo ${most}`,
  'lot-missing': 'falta',
  'lot-not-on-hand': 'no está en existencia en este centro',
  'lot-of-several': 'está en existencia con varios productos; indique también el NDC',
  'file-empty': 'está vacío',
  'file-too-long': (most) => `tiene más de ${most} filas; divídalo`,
  'column-missing': (names) =>
    `no tiene la columna ${names
      .split(', ')
      .map((name) => columns[name] ?? name)
      .join(', ')}`,
};
