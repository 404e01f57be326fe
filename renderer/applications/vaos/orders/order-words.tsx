import type { Order } from '../../../../shared/applications/vaos/overview/api.ts';
import { deliveryLines } from '../../../../shared/applications/vaos/orders/shown-hours.ts';
import type { Language } from '../../../../shared/contract/languages.ts';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { DeliveryList } from './delivery-hours.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

type Words = Pick<Order, 'program' | 'reason' | 'note' | 'deliveryHours'>;

/** What an order says beside its product, in a cell of a table. */
export function OrderWords(words: Words) {
  const all = useVaosTexts();
  const language = useLanguage();
  if (orderWords(all, language, words) === '') return null;
  const { orders: texts, order: form } = all;
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
export function orderWords({ orders: texts, delivery }: VaosTexts, language: Language, words: Words): string {
  const { program, reason, note, deliveryHours = [] } = words;
  const hours = deliveryLines(deliveryHours, delivery, language);
  return [program, reason && texts.reason(reason), note && texts.note(note), ...hours].filter(Boolean).join('; ');
}
