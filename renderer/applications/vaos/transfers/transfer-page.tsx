import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import type { Lot } from '../../../../shared/applications/vaos/overview/api.ts';
import { NewTransfer, transfersApi } from '../../../../shared/applications/vaos/transfers/api.ts';
import { call } from '../../../platform/api/client.ts';
import { TextField } from '../../../platform/design/components.tsx';
import { LotPage } from '../stock/lot-page.tsx';
import { StockForm, wholeNumber } from '../forms/stock-form.tsx';
import { DosesField, NoteField } from '../forms/stock-fields.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

export function TransferPage({ siteId, lotId }: { siteId: string; lotId: string }) {
  const { transfer: texts } = useVaosTexts();
  return (
    <LotPage siteId={siteId} lotId={lotId} title={texts.title}>
      {(lot) => <TransferForm siteId={siteId} lot={lot} />}
    </LotPage>
  );
}

function TransferForm({ siteId, lot }: { siteId: string; lot: Lot }) {
  const { transfer: texts, waste, form } = useVaosTexts();
  const [toPin, setToPin] = useState('');
  const [doses, setDoses] = useState('');
  const [reason, setReason] = useState('');
  const number = wholeNumber(doses);
  const isPin = fits(NewTransfer.properties.toPin, toPin.trim());
  const isReason = fits(NewTransfer.properties.reason, reason.trim());
  return (
    <>
      <p>{texts.text}</p>
      <StockForm
        submit={texts.save}
        complete={number !== undefined && isPin && isReason}
        to={`/sites/${siteId}/transfers`}
        send={(key) =>
          call(transfersApi.request, {
            params: { site: siteId },
            request: { key, lot: lot.id, toPin: toPin.trim(), doses: number!, reason: reason.trim() },
          })
        }
      >
        {(errorOf) => (
          <>
            <TextField
              label={texts.toPin}
              hint={texts.toPinHint}
              value={toPin}
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              onChange={({ target }) => setToPin(target.value)}
              error={errorOf('toPin', !isPin && texts.pinNeeded)}
            />
            <DosesField
              label={texts.doses}
              hint={waste.onHand(lot.doses)}
              value={doses}
              onChange={setDoses}
              error={errorOf('doses', number === undefined && form.whole)}
            />
            <NoteField
              label={texts.reason}
              value={reason}
              onChange={setReason}
              error={errorOf('reason', !isReason && form.required)}
            />
          </>
        )}
      </StockForm>
    </>
  );
}
