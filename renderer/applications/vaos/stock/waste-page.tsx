import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import type { Lot } from '../../../../shared/applications/vaos/overview/api.ts';
import {
  type ClinicianTitle,
  Signature,
  stockApi,
  type WasteReason,
} from '../../../../shared/applications/vaos/stock/api.ts';
import { call } from '../../../platform/api/client.ts';
import { TextField } from '../../../platform/design/components.tsx';
import { DateField } from '../../../platform/design/date-field.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { LotPage } from './lot-page.tsx';
import { choicesFrom, StockForm, wholeNumber } from '../forms/stock-form.tsx';
import { DosesField } from '../forms/stock-fields.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

export function WastePage({ siteId, lotId }: { siteId: string; lotId: string }) {
  const { waste: texts } = useVaosTexts();
  return (
    <LotPage siteId={siteId} lotId={lotId} title={texts.title}>
      {(lot) => <WasteForm siteId={siteId} lot={lot} />}
    </LotPage>
  );
}

function WasteForm({ siteId, lot }: { siteId: string; lot: Lot }) {
  const { waste: texts, form, wasteReason, clinicianTitle } = useVaosTexts();
  const [doses, setDoses] = useState('');
  const [reason, setReason] = useState<WasteReason | ''>(lot.condition === 'expired' ? 'expired' : '');
  const [on, setOn] = useState<string>();
  const [name, setName] = useState('');
  const [title, setTitle] = useState<ClinicianTitle | ''>('');
  const number = wholeNumber(doses);
  const isNamed = fits(Signature.properties.name, name.trim());
  return (
    <StockForm
      submit={texts.save}
      complete={number !== undefined && reason !== '' && on !== undefined && isNamed && title !== ''}
      to={`/sites/${siteId}/ledger`}
      send={(key) =>
        call(stockApi.waste, {
          params: { site: siteId, lot: lot.id },
          request: {
            key,
            doses: number!,
            reason: reason as WasteReason,
            on: on!,
            signature: { name: name.trim(), title: title as ClinicianTitle },
          },
        })
      }
    >
      {(errorOf) => (
        <>
          <DosesField
            label={texts.doses}
            hint={texts.onHand(lot.doses)}
            value={doses}
            onChange={setDoses}
            error={errorOf('doses', number === undefined && form.whole)}
          />
          <SelectField
            label={texts.reason}
            value={reason}
            choices={choicesFrom(wasteReason)}
            onChoose={(id) => setReason(id as WasteReason)}
            error={errorOf('reason', reason === '' && form.required)}
          />
          <DateField
            label={texts.on}
            value={on}
            onChange={setOn}
            error={errorOf('on', on === undefined && form.required)}
          />
          <fieldset className="stack">
            <legend>{texts.signature}</legend>
            <p className="soft">{texts.signatureText}</p>
            <TextField
              label={texts.signerName}
              value={name}
              autoComplete="off"
              maxLength={100}
              onChange={({ target }) => setName(target.value)}
              error={errorOf('signature.name', !isNamed && form.required)}
            />
            <SelectField
              label={texts.signerTitle}
              value={title}
              choices={choicesFrom(clinicianTitle)}
              onChoose={(id) => setTitle(id as ClinicianTitle)}
              error={errorOf('signature.title', title === '' && form.required)}
            />
          </fieldset>
        </>
      )}
    </StockForm>
  );
}
