import { useState } from 'react';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { ObservationTexts } from '../../../../shared/applications/immtrac2/observations/texts/en.ts';
import type { Observation } from '../../../../shared/applications/immtrac2/observations/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { ComboField } from '../../../platform/design/aria/combo-field.tsx';
import { Dialog } from '../../../platform/design/aria/dialog.tsx';
import { Button, Notice, Panel, Table, TableHead, TextField } from '../../../platform/design/components.tsx';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { AboutClient } from '../clients/client-band.tsx';
import { useClientDraft } from '../clients/client-draft.ts';
import { observationName } from '../forms/field-names.ts';
import { Tick } from '../forms/form-fields.tsx';
import { ProblemList } from '../forms/problem-list.tsx';
import { SavingForm, useSaving } from '../forms/saving-form.tsx';
import { useImmTrac2Texts, useObservationNames } from '../immtrac2-texts.ts';

function useChoices() {
  const groups: ObservationTexts = useImmTrac2Texts().observations;
  const nameOf = useObservationNames();
  const language = useLanguage();
  return Object.values(groups).flatMap(({ name: note, observations }) =>
    Object.keys(observations)
      .map((id) => ({ id, name: nameOf(id), note }))
      .toSorted((a, b) => a.name.localeCompare(b.name, language)),
  );
}

/** What is known of a client beside doses that bears on what is due [I6]. */
export function ObservationsPage({ id }: { id: string }) {
  const texts = useImmTrac2Texts().clients.observations;
  const [saved, setSaved] = useState(0);
  return (
    <>
      {/* Drawn anew with each change, so that it shows what the registry has. */}
      <AboutClient key={saved} id={id} title={texts.title}>
        {(client) => <Known client={client} isSaved={saved > 0} changed={() => setSaved(saved + 1)} />}
      </AboutClient>
    </>
  );
}

type KnownProps = { client: Client; isSaved: boolean; changed: () => void };

function Known({ client, isSaved, changed }: KnownProps) {
  const texts = useImmTrac2Texts().clients.observations;
  const holds = client.observations.filter(({ counts }) => counts);
  const past = client.observations.filter(({ counts }) => !counts);
  return (
    <>
      <p className="soft">{texts.text}</p>
      <div className="announcement" role="status">
        {isSaved && <Notice kind="positive">{texts.saved}</Notice>}
      </div>
      {holds.length === 0 ? (
        <Panel title={texts.holds}>
          <p>{texts.none}</p>
        </Panel>
      ) : (
        <ObservationTable caption={texts.holds} rows={holds} client={client} changed={changed} />
      )}
      {client.mayRecord && client.standing === 'standard' && <Add client={client} changed={changed} />}
      {past.length > 0 && <ObservationTable caption={texts.past} rows={past} client={client} changed={changed} />}
    </>
  );
}

type ObservationTableProps = {
  caption: string;
  rows: readonly Observation[];
  client: Client;
  changed: () => void;
};

function ObservationTable({ caption, rows, client, changed }: ObservationTableProps) {
  const nameOf = useObservationNames();
  const texts = useImmTrac2Texts().clients.observations;
  const [ending, setEnding] = useState<Observation>();
  const mayEnd = client.mayRecord && rows.some(({ counts }) => counts);
  const heads = [texts.what, texts.since, texts.until, texts.recorded, texts.by, ...(mayEnd ? [texts.action] : [])];
  return (
    <>
      <Table caption={caption}>
        <TableHead columns={heads} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{nameOf(row.code)}</th>
              <td className="code">{row.since && shownDate(row.since)}</td>
              <td>{untilWords(row, texts.byMistake)}</td>
              <td className="code">{shownDate(row.recordedOn)}</td>
              <td>{`${row.by}, ${row.site}`}</td>
              {mayEnd && (
                <td>
                  <Button aria-label={texts.endName(nameOf(row.code))} onClick={() => setEnding(row)}>
                    {texts.end}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
      {ending && <End client={client} observation={ending} changed={changed} onClose={() => setEnding(undefined)} />}
    </>
  );
}

function untilWords({ until, ended }: Observation, byMistake: string): string {
  if (ended?.mistake) return `${byMistake}, ${ended.by}`;
  if (ended) return `${shownDate(ended.on)}, ${ended.by}`;
  return until === undefined ? '' : shownDate(until);
}

function Add({ client, changed }: { client: Client; changed: () => void }) {
  const choices = useChoices();
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.observations;
  const begun = { code: '', since: '' };
  const [fields, setFields] = useState<Readonly<Record<string, string>>>(begun);
  // Drawn anew with what was restored: the list takes its value only at first.
  const [drawn, setDrawn] = useState(0);
  const draft = useClientDraft('observation', client.id, {
    begun,
    fields,
    restore: (typed) => {
      setFields(typed);
      setDrawn((count) => count + 1);
    },
  });
  const { code = '', since = '' } = fields;
  const type = (change: Readonly<Record<string, string>>) => setFields((before) => ({ ...before, ...change }));
  const save = useSaving(client, async () => {
    const request = { code, ...(since !== '' && { since }) };
    await call(immtrac2Api.observe, { params: { id: client.id }, request });
    draft.discard();
    changed();
  });
  return (
    <Panel title={texts.add}>
      <SavingForm
        label={texts.add}
        saving={save}
        complete={code !== ''}
        draft={draft}
        problems={catalogue.clients.details.notSaved}
        nameOf={(field) => observationName(field, texts)}
        actions={
          <Button kind="primary" type="submit">
            {texts.save}
          </Button>
        }
      >
        <ComboField
          key={drawn}
          label={texts.choose}
          hint={texts.chooseHint}
          error={code === '' ? texts.missing : undefined}
          choices={choices}
          value={code || undefined}
          onChoose={(chosen) => type({ code: chosen ?? '' })}
        />
        <TextField
          label={texts.since}
          hint={texts.sinceHint}
          type="date"
          value={since}
          onChange={(event) => type({ since: event.target.value })}
        />
      </SavingForm>
    </Panel>
  );
}

type EndProps = { client: Client; observation: Observation; changed: () => void; onClose: () => void };

function End({ client, observation, changed, onClose }: EndProps) {
  const nameOf = useObservationNames();
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.observations;
  const [on, setOn] = useState<string>(client.asOf);
  const [mistake, setMistake] = useState(false);
  const params = { id: client.id, observation: observation.id };
  const end = useSaving(client, async () => {
    await call(immtrac2Api.endObservation, { params, request: { on, mistake } });
    changed();
  });
  return (
    <Dialog
      title={texts.endTitle(nameOf(observation.code))}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onClick={() => end.mutate()}>
            {texts.endNow}
          </Button>
          <Button onClick={onClose}>{texts.cancel}</Button>
        </>
      }
    >
      {end.error && (
        <ProblemList
          error={end.error}
          title={catalogue.clients.details.notSaved}
          nameOf={(field) => observationName(field, texts)}
        />
      )}
      <TextField label={texts.endOn} type="date" value={on} onChange={(event) => setOn(event.target.value)} />
      <Tick label={texts.mistake} checked={mistake} onChange={setMistake} />
      {end.question}
    </Dialog>
  );
}
