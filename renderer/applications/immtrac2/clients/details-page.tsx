import { type SubmitEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { type ApiError, call } from '../../../platform/api/client.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { Button, Notice, Panel, Table } from '../../../platform/design/components.tsx';
import { useDraft } from '../../../platform/drafts/use-draft.ts';
import { useProblemText } from '../../../platform/texts/problem-text.ts';
import { AboutClient } from './client-band.tsx';
import { useClientDraft } from './client-draft.ts';
import { PrintedForm } from '../consent/consent-form.tsx';
import { AffirmFields, affirmationIn } from '../consent/consent-fields.tsx';
import { useCurrentSite } from '../sites/current-site.ts';
import { DetailForm, detailName, detailsIn, emptyDetails, fieldsOf, type DetailFields } from './details-fields.tsx';
import { DraftNotice } from '../forms/draft-notice.tsx';
import { Choice } from '../forms/form-fields.tsx';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { ImmTrac2Frame } from '../frame.tsx';
import { ProblemList } from '../forms/problem-list.tsx';
import { useSearch } from './search.ts';
import { addressLines } from './shown.ts';
import { useMayRecord } from '../use-may-record.ts';
import { useStillTheSame } from './still-the-same.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** A client who was looked for and not found, with the consent that they have signed. */
export function NewClientPage() {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.details;
  const { fields: searched } = useSearch();
  const mayRecord = useMayRecord();
  return (
    <ImmTrac2Frame step={texts.newTitle}>
      <p className="no-print">
        <Link href="/">{texts.toSearch}</Link>
      </p>
      <h1 className="no-print">{texts.newTitle}</h1>
      {mayRecord ? (
        <NewClientForm begun={{ ...emptyDetails, ...known(searched) }} />
      ) : (
        <Notice>{catalogue.clients.client.readOnly}</Notice>
      )}
    </ImmTrac2Frame>
  );
}

/** What the search has asked for already. */
function known(searched: DetailFields): DetailFields {
  return Object.fromEntries(Object.entries(searched).filter(([name]) => name in emptyDetails));
}

const consentFields = { kind: '', signer: '', signedOn: '', affirmed: '' };

function NewClientForm({ begun }: { begun: DetailFields }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.details;
  const { sites } = useApplication().context.caller;
  const [fields, setFields] = useState<DetailFields>({ ...begun, ...consentFields });
  const { site } = useCurrentSite();
  const [siteId, setSiteId] = useState(site?.id ?? '');
  const [error, setError] = useState<ApiError>();
  const errors = useDetailErrors(error);
  const problemText = useProblemText();
  const [missing, setMissing] = useState<string>();
  const [, goTo] = useLocation();
  const draft = useDraft('new-client', fields, (typed) => setFields({ ...begun, ...consentFields, ...typed }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(undefined);
    setMissing(undefined);
    if (fields['affirmed'] !== 'yes') return setMissing(catalogue.clients.consent.needsAffirmed);
    const request = { details: detailsIn(fields), consent: affirmationIn(fields), siteId };
    call(immtrac2Api.addClient, { request }).then(({ id }) => {
      draft.discard();
      useSearch.getState().clear();
      goTo(`/clients/${id}`);
    }, setError);
  };
  const type = (name: string, value: string) => setFields((before) => ({ ...before, [name]: value }));
  return (
    <>
      <form className="stack no-print" noValidate onSubmit={submit} aria-label={texts.newTitle}>
        <DraftNotice restored={draft.restored} />
        {error?.type === 'search-required' && (
          <Notice kind="warning" title={texts.searchFirst} urgent>
            <p>{problemText(error)}</p>
            <Link href="/">{texts.toSearch}</Link>
          </Notice>
        )}
        {error && error.type !== 'search-required' && (
          <ProblemList error={error} title={texts.notSaved} nameOf={(field) => detailName(field, catalogue.clients)} />
        )}
        {missing && (
          <Notice kind="danger" title={missing} urgent>
            <></>
          </Notice>
        )}
        <DetailForm fields={fields} errors={errors} type={type} />
        <AffirmFields fields={fields} errors={errors} type={type} />
        {sites.length > 1 && (
          <Choice
            label={texts.site}
            value={siteId}
            choices={sites.map(({ id, name }) => [id, name] as const)}
            onChoose={setSiteId}
          />
        )}
        <div className="row">
          <Button onClick={() => window.print()}>{catalogue.clients.consent.print}</Button>
          <Button kind="primary" type="submit">
            {texts.add}
          </Button>
        </div>
      </form>
      <PrintedForm details={detailsIn(fields)} kind={affirmationIn(fields).kind} />
    </>
  );
}

/** What is wrong with each field. */
export function useDetailErrors(error: ApiError | undefined): Readonly<Record<string, string>> {
  const { clients } = useImmTrac2Texts();
  const sentence = useFieldSentence();
  return Object.fromEntries(
    (error?.fields ?? []).map((problem) => [
      problem.field.split('.').at(-1)!,
      sentence(detailName(problem.field, clients), problem),
    ]),
  );
}

export function DetailsPage({ id }: { id: string }) {
  const texts = useImmTrac2Texts().clients.details;
  return (
    <AboutClient id={id} title={texts.editTitle} forRecording>
      {(client) => (
        <>
          <EditForm client={client} />
          <EarlierAddresses client={client} />
        </>
      )}
    </AboutClient>
  );
}

function EditForm({ client }: { client: Client }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.details;
  const [begun] = useState<DetailFields>(() => fieldsOf(client.details));
  const [fields, setFields] = useState(begun);
  const [error, setError] = useState<ApiError>();
  const errors = useDetailErrors(error);
  const [, goTo] = useLocation();
  const { guarded, question } = useStillTheSame(client);
  const draft = useClientDraft('client-details', client.id, { begun, fields, restore: setFields });
  const save = () => {
    setError(undefined);
    const request = { details: detailsIn(fields), revision: client.revision };
    call(immtrac2Api.changeClient, { params: { id: client.id }, request }).then(() => {
      draft.discard();
      goTo(`/clients/${client.id}`);
    }, setError);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    guarded(save);
  };
  return (
    <form className="stack" noValidate onSubmit={submit} aria-label={texts.editTitle}>
      <DraftNotice restored={draft.restored} />
      {error && (
        <ProblemList error={error} title={texts.notSaved} nameOf={(field) => detailName(field, catalogue.clients)} />
      )}
      <DetailForm
        fields={fields}
        errors={errors}
        type={(name, value) => setFields((before) => ({ ...before, [name]: value }))}
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

function EarlierAddresses({ client }: { client: Client }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.details;
  const earlier = client.addresses.slice(1);
  if (earlier.length === 0) return <Panel>{`${texts.earlier}: ${catalogue.clients.consent.none}`}</Panel>;
  return (
    <Table caption={texts.earlier}>
      <thead>
        <tr>
          <th scope="col">{catalogue.clients.client.address}</th>
          <th scope="col">{texts.from}</th>
          <th scope="col">{texts.by}</th>
        </tr>
      </thead>
      <tbody>
        {earlier.map((address, at) => (
          <tr key={`${address.from} ${at}`}>
            <td>{addressLines(address, catalogue.clients.client).join(', ')}</td>
            <td className="code">{shownDate(address.from)}</td>
            <td>{address.by}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
