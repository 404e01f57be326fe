import type { Order } from '../../../shared/applications/vaos/api.ts';
import { deliveryLines } from '../../../shared/applications/vaos/shown-hours.ts';
import { vaosTexts } from '../../../shared/applications/vaos/texts.ts';
import { DeliveryList } from './delivery-hours.tsx';

const { orders: texts, order: form } = vaosTexts;

type Words = Pick<Order, 'program' | 'reason' | 'note' | 'deliveryHours'>;

/** What an order says beside its product, in a cell of a table. */
export function OrderWords(words: Words) {
  if (orderWords(words) === '') return null;
  const { program, reason, note, deliveryHours = [] } = words;
  return (
    <div>
      {program && <div>{program}</div>}
      {reason && <div className="note">{texts.reason(reason)}</div>}
      {note && <div className="note">{texts.note(note)}</div>}
      {deliveryHours.length > 0 && (
        <details className="note">
          <summary>{form.hours}</summary>
          <DeliveryList hours={deliveryHours} />
        </details>
      )}
    </div>
  );
}

/** The same for a file. */
export function orderWords({ program, reason, note, deliveryHours = [] }: Words): string {
  return [program, reason && texts.reason(reason), note && texts.note(note), ...deliveryLines(deliveryHours)]
    .filter(Boolean)
    .join('; ');
}
