import { type SubmitEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { ReactionKind } from '../../../../shared/applications/immtrac2/fields.ts';
import type { Immunization, VaccineCodes } from '../../../../shared/applications/immtrac2/doses/api.ts';
import { type ApiError, call } from '../../../platform/api/client.ts';
import { useResource } from '../../../platform/api/use-resource.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Notice, Panel, TextField } from '../../../platform/design/components.tsx';
import { AboutClient } from '../clients/client-band.tsx';
import { useClientDraft } from '../clients/client-draft.ts';
import { DoseFields, doseName } from './dose-fields.tsx';
import { doseIn, slotOf } from './dose-slot.ts';
import { DraftNotice } from '../forms/draft-notice.tsx';
import { Choice, choicesOf } from '../forms/form-fields.tsx';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { ProblemList } from '../forms/problem-list.tsx';
import { useStillTheSame } from '../clients/still-the-same.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** Corrects or deletes a dose that one of the person's own sites recorded, with the reason; or adds a reaction to it. */
export function CorrectPage({ id, dose }: { id: string; dose: string }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.entry;
  const codes = useResource(immtrac2Api.vaccineCodes);
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
  const [missing, setMissing] = useState(false);
  const { error, send, params } = useChange(client, immunization);
  const { guarded, question } = useStillTheSame(client);
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
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    const request = { date, dose: doseIn(slot), reason: reason.trim() };
    guarded(() => send(() => call(immtrac2Api.change, { params, request }).then(draft.discard)));
  };
  const sentence = useFieldSentence();
  const errors = Object.fromEntries(
    (error?.fields ?? []).map((problem) => [
      problem.field.replace('dose.', ''),
      sentence(doseName(problem.field, texts), problem),
    ]),
  );
  return (
    <form className="stack" noValidate onSubmit={submit} aria-label={texts.editTitle}>
      <DraftNotice restored={draft.restored} />
      {error && <ProblemList error={error} title={texts.problems} nameOf={(field) => doseName(field, texts)} />}
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
        error={missing ? texts.needsReason : undefined}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      {question}
      <div className="row">
        <Button kind="primary" type="submit">
          {texts.save}
        </Button>
      </div>
    </form>
  );
}

/** Sends a change and goes back to the client once it is saved. */
function useChange(client: Client, immunization: Immunization) {
  const [error, setError] = useState<ApiError>();
  const [, goTo] = useLocation();
  const params = { id: client.id, dose: immunization.id };
  const send = (change: () => Promise<void>) => {
    setError(undefined);
    change().then(() => goTo(`/clients/${client.id}`), setError);
  };
  return { error, send, params };
}

function ReactionForm({ client, immunization }: OfOne) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.entry;
  const { error, send, params } = useChange(client, immunization);
  const [kind, setKind] = useState<string>(immunization.reaction?.kind ?? 'allergic');
  const [date, setDate] = useState(immunization.reaction?.date ?? immunization.date);
  const [note, setNote] = useState(immunization.reaction?.note ?? '');
  const { guarded, question } = useStillTheSame(client);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const request = { kind: kind as ReactionKind, date, ...(note.trim() && { note: note.trim() }) };
    guarded(() => send(() => call(immtrac2Api.react, { params, request })));
  };
  return (
    <Panel title={texts.reactionTitle}>
      <form className="stack" noValidate onSubmit={submit} aria-label={texts.reactionTitle}>
        {error && <ProblemList error={error} title={texts.problems} nameOf={() => texts.reactionDate} />}
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
        {question}
        <div className="row">
          <Button type="submit">{texts.saveReaction}</Button>
        </div>
      </form>
    </Panel>
  );
}

function Remove({ client, immunization }: OfOne) {
  const texts = useImmTrac2Texts().doses.entry;
  const { error, send, params } = useChange(client, immunization);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { guarded, question } = useStillTheSame(client);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    const request = { reason: reason.trim() };
    if (request.reason !== '') guarded(() => send(() => call(immtrac2Api.remove, { params, request })));
  };
  return (
    <Panel title={texts.remove1}>
      <form className="stack" noValidate onSubmit={submit} aria-label={texts.remove1}>
        {error && <ProblemList error={error} title={texts.problems} nameOf={(field) => doseName(field, texts)} />}
        <TextField
          label={texts.removeReason}
          value={reason}
          error={missing ? texts.needsReason : undefined}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
        {question}
        <div className="row">
          <Button type="submit">{texts.removeNow}</Button>
        </div>
      </form>
    </Panel>
  );
}
