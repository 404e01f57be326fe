import { useState } from 'react';
import { useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { ReactionKind } from '../../../../shared/applications/immtrac2/fields.ts';
import type { Immunization, VaccineCodes } from '../../../../shared/applications/immtrac2/doses/api.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Notice, Panel, TextField } from '../../../platform/design/components.tsx';
import { AboutClient } from '../clients/client-band.tsx';
import { useClientDraft } from '../clients/client-draft.ts';
import { DoseFields } from './dose-fields.tsx';
import { doseIn, slotOf } from './dose-slot.ts';
import { Choice, choicesOf } from '../forms/form-fields.tsx';
import { doseName, reactionName } from '../forms/field-names.ts';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { SavingForm, useSaving } from '../forms/saving-form.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** Corrects or deletes a dose that one of the person's own sites recorded, with the reason; or adds a reaction to it. */
export function CorrectPage({ id, dose }: { id: string; dose: string }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.entry;
  const codes = useRead(immtrac2Api.vaccineCodes);
  return (
    <AboutClient id={id} title={texts.editTitle} forRecording>
      {(client) => {
        const all = client.history.flatMap(({ immunizations }) => immunizations);
        const immunization = all.find((each) => each.id === dose && each.own);
        if (!immunization) return <Notice>{catalogue.clients.client.goneText}</Notice>;
        return (
          <ApplicationResource of={codes}>
            {(known) => (
              <>
                <Correct client={client} immunization={immunization} codes={known} />
                <ReactionForm client={client} immunization={immunization} />
                <Remove client={client} immunization={immunization} />
              </>
            )}
          </ApplicationResource>
        );
      }}
    </AboutClient>
  );
}

type OfOne = { client: Client; immunization: Immunization };

function Correct({ client, immunization, codes }: OfOne & { codes: VaccineCodes }) {
  const texts = useImmTrac2Texts().doses.entry;
  const [date, setDate] = useState(immunization.date);
  const [slot, setSlot] = useState(() => slotOf(immunization.dose));
  const [reason, setReason] = useState('');
  const [begun] = useState({ ...slot, date, reason });
  const draft = useClientDraft('correction', `${client.id} ${immunization.id}`, {
    begun,
    fields: { ...slot, date, reason },
    restore: ({ date: typedDate = date, reason: typedReason = '', ...typedSlot }) => {
      setDate(typedDate);
      setReason(typedReason);
      setSlot(typedSlot);
    },
  });
  const save = useCorrection({ client, immunization }, async (params) => {
    await call(immtrac2Api.change, { params, request: { date, dose: doseIn(slot), reason: reason.trim() } });
    draft.discard();
  });
  const sentence = useFieldSentence();
  const errors = Object.fromEntries(
    (save.error?.fields ?? []).map((problem) => [
      problem.field.replace('dose.', ''),
      sentence(doseName(problem.field, texts), problem),
    ]),
  );
  return (
    <SavingForm
      label={texts.editTitle}
      saving={save}
      complete={reason.trim() !== ''}
      draft={draft}
      problems={texts.problems}
      nameOf={(field) => doseName(field, texts)}
      actions={
        <Button kind="primary" type="submit">
          {texts.save}
        </Button>
      }
    >
      <div className="form-fields">
        <TextField
          label={texts.date}
          type="date"
          value={date}
          error={errors['date']}
          onChange={(event) => setDate(event.target.value)}
        />
      </div>
      <DoseFields
        slot={slot}
        historical={immunization.historical}
        date={date}
        codes={codes}
        errors={errors}
        onChange={setSlot}
      />
      <TextField
        label={texts.reason}
        value={reason}
        error={reason.trim() === '' ? texts.needsReason : undefined}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
    </SavingForm>
  );
}

/** Saves a change of the dose and goes back to the client. */
function useCorrection({ client, immunization }: OfOne, send: (params: { id: string; dose: string }) => Promise<void>) {
  const [, goTo] = useLocation();
  return useSaving(client, async () => {
    await send({ id: client.id, dose: immunization.id });
    goTo(`/clients/${client.id}`);
  });
}

function ReactionForm({ client, immunization }: OfOne) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.entry;
  const [kind, setKind] = useState<string>(immunization.reaction?.kind ?? 'allergic');
  const [date, setDate] = useState(immunization.reaction?.date ?? immunization.date);
  const [note, setNote] = useState(immunization.reaction?.note ?? '');
  const save = useCorrection({ client, immunization }, (params) => {
    const request = { kind: kind as ReactionKind, date, ...(note.trim() && { note: note.trim() }) };
    return call(immtrac2Api.react, { params, request });
  });
  return (
    <Panel title={texts.reactionTitle}>
      <SavingForm
        label={texts.reactionTitle}
        saving={save}
        problems={texts.problems}
        nameOf={(field) => reactionName(field, texts)}
        actions={<Button type="submit">{texts.saveReaction}</Button>}
      >
        <div className="form-fields">
          <Choice label={texts.reactionKind} value={kind} choices={choicesOf(catalogue.reaction)} onChoose={setKind} />
          <TextField
            label={texts.reactionDate}
            type="date"
            value={date}
            onChange={(event) => setDate(event.target.value)}
          />
          <TextField
            label={texts.reactionNote}
            value={note}
            maxLength={300}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
      </SavingForm>
    </Panel>
  );
}

function Remove({ client, immunization }: OfOne) {
  const texts = useImmTrac2Texts().doses.entry;
  const [reason, setReason] = useState('');
  const remove = useCorrection({ client, immunization }, (params) =>
    call(immtrac2Api.remove, { params, request: { reason: reason.trim() } }),
  );
  return (
    <Panel title={texts.remove1}>
      <SavingForm
        label={texts.remove1}
        saving={remove}
        complete={reason.trim() !== ''}
        problems={texts.problems}
        nameOf={(field) => doseName(field, texts)}
        actions={<Button type="submit">{texts.removeNow}</Button>}
      >
        <TextField
          label={texts.removeReason}
          value={reason}
          error={reason.trim() === '' ? texts.needsReason : undefined}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </SavingForm>
    </Panel>
  );
}
