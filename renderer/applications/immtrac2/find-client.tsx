import { type SubmitEvent, useRef } from 'react';
import { Link } from 'wouter';
import { shownDate } from '../../../shared/contract/time.ts';
import type { ClientSummary } from '../../../shared/applications/immtrac2/api.ts';
import { immtrac2Texts, practiceClients } from '../../../shared/applications/immtrac2/texts.ts';
import { useApplication } from '../../platform/application/application-frame.tsx';
import { ApplicationProblem } from '../../platform/application/application-problem.tsx';
import { Button, Notice, Panel, Table, TextField } from '../../platform/design/components.tsx';
import { useDraft } from '../../platform/drafts/use-draft.ts';
import { useTexts } from '../../platform/texts/wording.tsx';
import { ImmTrac2Frame } from './frame.tsx';
import { type SearchFields, useSearch } from './search.ts';

const texts = immtrac2Texts.find;

export function FindClient() {
  const { found, problem } = useSearch();
  const { training } = useApplication().context;
  return (
    <ImmTrac2Frame step={texts.title}>
      <h1>{texts.title}</h1>
      <SearchForm />
      {problem && <ApplicationProblem error={problem} />}
      <div className="announcement" role="status">
        {found?.length === 0 && <Notice title={texts.none}>{texts.noneText}</Notice>}
        {found && found.length > 0 && texts.found(found.length)}
      </div>
      {found && found.length > 0 && <Results clients={found} />}
      {training && !found?.length && <Practice />}
    </ImmTrac2Frame>
  );
}

function SearchForm() {
  const { fields, errors, busy, type, clear, restore, find } = useSearch();
  const draft = useDraft('find-client', { ...fields }, restore);
  const form = useRef<HTMLFormElement>(null);
  const { draftRestored } = useTexts().session;

  const field = (name: keyof SearchFields, input: 'text' | 'date' = 'text') => (
    <TextField
      label={texts[name]}
      type={input}
      value={fields[name]}
      error={errors[name]}
      maxLength={name === 'immtrac2Id' ? 20 : 60}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => type(name, event.target.value)}
    />
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void find().then((answered) => {
      if (answered) draft.discard();
      form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
    });
  };
  const clearAll = () => {
    clear();
    draft.discard();
  };
  return (
    <Panel>
      <form className="stack" ref={form} noValidate onSubmit={submit} aria-label={texts.title}>
        <p className="soft">{texts.hint}</p>
        <p className="announcement" role="status">
          {draft.restored && draftRestored}
        </p>
        <div className="form-fields">{field('immtrac2Id')}</div>
        <div className="form-fields">
          {field('lastName')}
          {field('firstName')}
          {field('birthDate', 'date')}
        </div>
        <div className="row">
          <Button kind="primary" type="submit" aria-disabled={busy}>
            {texts.find}
          </Button>
          <Button onClick={clearAll}>{texts.clear}</Button>
        </div>
      </form>
    </Panel>
  );
}

function Results({ clients }: { clients: readonly ClientSummary[] }) {
  return (
    <Table caption={texts.results}>
      <thead>
        <tr>
          <th scope="col">{texts.name}</th>
          <th scope="col">{texts.birthDate}</th>
          <th scope="col">{texts.sex}</th>
          <th scope="col">{texts.immtrac2Id}</th>
          <th scope="col">{texts.site}</th>
        </tr>
      </thead>
      <tbody>
        {clients.map(({ id, lastName, firstName, birthDate, sex, immtrac2Id, site }) => (
          <tr key={id}>
            <th scope="row">
              <Link href={`/clients/${id}`}>{`${lastName}, ${firstName}`}</Link>
            </th>
            <td className="code">{shownDate(birthDate)}</td>
            <td>{immtrac2Texts.sex[sex]}</td>
            <td className="code">{immtrac2Id}</td>
            <td>{site.name}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Practice() {
  return (
    <Notice title={texts.training}>
      <ul className="plain-list">
        {practiceClients.map(({ firstName, lastName, birthDate, immtrac2Id, consented }) => (
          <li key={immtrac2Id}>
            {`${firstName} ${lastName}, ${texts.born} ${shownDate(birthDate)}, ${texts.immtrac2Id} ${immtrac2Id}`}
            {!consented && ` (${texts.notConsented})`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
