import { useState } from 'react';
import { useLocation } from 'wouter';
import { practiceClients } from '../../../../shared/applications/immtrac2/practice-clients.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { ApplicationProblem } from '../../../platform/application/application-problem.tsx';
import { Button, Notice, Panel, TextField } from '../../../platform/design/components.tsx';
import { useDraft } from '../../../platform/drafts/use-draft.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { Results } from './found-clients.tsx';
import { DraftNotice } from '../forms/draft-notice.tsx';
import { Choice, choicesOf, Radios } from '../forms/form-fields.tsx';
import { ImmTrac2Frame } from '../frame.tsx';
import { type Found, type Method, needed, type SearchField, useSearch } from './search.ts';
import { StandingNotice } from '../sites/standing-notice.tsx';
import { useMayRecord } from '../use-may-record.ts';
import { searchName } from '../forms/field-names.ts';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { type ImmTrac2Texts, useImmTrac2Texts } from '../immtrac2-texts.ts';

const further = [
  'middleName',
  'motherFirstName',
  'motherMaidenName',
  'phone',
  'poBox',
  'city',
  'state',
  'zip',
] as const;
const longest: Partial<Record<SearchField, number>> = {
  immtrac2Id: 20,
  street: 100,
  phone: 30,
  poBox: 20,
  state: 2,
  zip: 10,
};

export function FindClient() {
  const texts = useImmTrac2Texts().find;
  const { found, method } = useSearch();
  const { training } = useApplication().context;
  const mayAdd = useMayRecord() && method !== 'id' && found !== undefined && found.match !== 'exact';
  return (
    <ImmTrac2Frame step={texts.title}>
      <h1>{texts.title}</h1>
      <StandingNotice />
      <SearchForm />
      <div className="announcement" role="status">
        {found?.clients.length === 0 && <Notice title={texts.none}>{texts.noneText}</Notice>}
        {found && found.clients.length > 0 && said(found, texts)}
      </div>
      {found && found.clients.length > 0 && <Results clients={found.clients} caption={texts.results} />}
      {mayAdd && <Add />}
      {training && !found?.clients.length && <Practice />}
    </ImmTrac2Frame>
  );
}

function said({ match, clients, more }: Found, texts: ImmTrac2Texts['find']): string {
  if (match === 'exact') return texts.exact;
  if (match === undefined) return texts.found(clients.length);
  return [texts.candidates(clients.length), ...(more ? [texts.more] : [])].join(' ');
}

function SearchForm() {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.find;
  const { method, reason, fields, type, search, because, clear, restore, find } = useSearch();
  const [cleared, setCleared] = useState(0);
  const draft = useDraft('find-client', { ...fields }, restore);
  const [, goTo] = useLocation();
  const sentence = useFieldSentence();
  const look = useChange(async () => {
    const { match, clients } = await find();
    draft.discard();
    if (match === 'exact' && clients[0]) goTo(`/clients/${clients[0].id}`);
  });
  const refused = look.error?.fields.filter(({ field }) => field in fields) ?? [];
  const isMissing = (name: SearchField) => needed[method].some((each) => each === name) && fields[name].trim() === '';
  const wrong = (name: SearchField) => {
    if (isMissing(name)) return (texts.missing as Partial<Record<SearchField, string>>)[name];
    const problem = refused.find((each) => each.field === name);
    return problem && sentence(searchName(name, texts), problem);
  };

  const field = (name: SearchField) =>
    name === 'sex' ? (
      <Choice
        key={name}
        label={texts.sex}
        value={fields.sex}
        none={texts.choose}
        choices={choicesOf(catalogue.sex)}
        error={wrong('sex')}
        onChoose={(value) => type('sex', value)}
      />
    ) : (
      <TextField
        key={name}
        label={texts[name]}
        type={name === 'birthDate' ? 'date' : 'text'}
        value={fields[name]}
        error={wrong(name)}
        maxLength={longest[name] ?? 60}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(name, event.target.value)}
      />
    );
  const clearAll = () => {
    clear();
    draft.discard();
    look.reset();
    setCleared(cleared + 1);
  };
  return (
    <>
      <Panel>
        <Form
          sends={look}
          complete={!needed[method].some(isMissing)}
          round={`${method} ${cleared}`}
          aria-label={texts.title}
        >
          <Radios
            legend={texts.methods}
            value={method}
            choices={choicesOf(texts.method)}
            onChoose={(id) => search(id as Method)}
          />
          <p className="soft">{texts.hint[method]}</p>
          <DraftNotice restored={draft.restored} />
          <div className="form-fields">{needed[method].map(field)}</div>
          {method === 'smart' && (
            <details>
              <summary>{texts.further}</summary>
              <div className="form-fields">{further.map(field)}</div>
            </details>
          )}
          <div className="form-fields">
            <Choice
              label={texts.reason}
              value={reason}
              choices={choicesOf(catalogue.reason)}
              onChoose={(id) => because(id as typeof reason)}
            />
          </div>
          <div className="row">
            <Button kind="primary" type="submit" unavailable={look.isPending}>
              {texts.find}
            </Button>
            <Button onClick={clearAll}>{texts.clear}</Button>
          </div>
        </Form>
      </Panel>
      {look.error && refused.length === 0 && <ApplicationProblem error={look.error} />}
    </>
  );
}

function Add() {
  const texts = useImmTrac2Texts().find;
  const [, goTo] = useLocation();
  return (
    <Panel>
      <p>{texts.addText}</p>
      <div className="row">
        <Button onClick={() => goTo('/new-client')}>{texts.add}</Button>
      </div>
    </Panel>
  );
}

function Practice() {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.find;
  return (
    <Notice title={texts.training}>
      <ul className="plain-list">
        {practiceClients.map(({ firstName, lastName, birthDate, immtrac2Id, sex, street, consented }) => (
          <li key={immtrac2Id}>
            {`${firstName} ${lastName}, ${texts.born} ${shownDate(birthDate)}, ${catalogue.sex[sex]}, ${street}, ${texts.immtrac2Id} ${immtrac2Id}`}
            {!consented && ` (${texts.notConsented})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
