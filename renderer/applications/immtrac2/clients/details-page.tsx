import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import type { ApiError } from '../../../platform/api/api-error.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { Button, Notice, Panel, Table, TableHead } from '../../../platform/design/components.tsx';
import { useDraft } from '../../../platform/drafts/use-draft.ts';
import { AboutClient } from './client-band.tsx';
import { useClientDraft } from './client-draft.ts';
import { PrintedForm } from '../consent/consent-form.tsx';
import { AffirmFields, affirmationIn, isAffirmed, NotAffirmed } from '../consent/consent-fields.tsx';
import { useCurrentSite } from '../sites/current-site.ts';
import { detailName } from '../forms/field-names.ts';
import { DetailForm, detailsIn, emptyDetails, fieldsOf, type DetailFields } from './details-fields.tsx';
import { Choice } from '../forms/form-fields.tsx';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { ImmTrac2Frame } from '../frame.tsx';
import { SavingForm, useSaving } from '../forms/saving-form.tsx';
import { useSearch } from './search.ts';
import { addressLines } from './shown.ts';
import { useMayRecord } from '../use-may-record.ts';
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
  const [, goTo] = useLocation();
  const draft = useDraft('new-client', fields, (typed) => setFields({ ...begun, ...consentFields, ...typed }));
  const add = useChange(async () => {
    const request = { details: detailsIn(fields), consent: affirmationIn(fields), siteId };
    const { id } = await call(immtrac2Api.addClient, { request });
    draft.discard();
    useSearch.getState().clear();
    goTo(`/clients/${id}`);
  });
  const errors = useDetailErrors(add.error);
  const type = (name: string, value: string) => setFields((before) => ({ ...before, [name]: value }));
  return (
    <>
      <SavingForm
        label={texts.newTitle}
        saving={add}
        complete={isAffirmed(fields)}
        draft={draft}
        problems={texts.notSaved}
        nameOf={(field) => detailName(field, catalogue.clients)}
        className="no-print"
        actions={
          <>
            <Button onClick={() => window.print()}>{catalogue.clients.consent.print}</Button>
            <Button kind="primary" type="submit">
              {texts.add}
            </Button>
          </>
        }
      >
        <NotAffirmed fields={fields} />
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
      </SavingForm>
      <PrintedForm details={detailsIn(fields)} kind={affirmationIn(fields).kind} />
    </>
  );
}

/** What is wrong with each field. */
export function useDetailErrors(error: ApiError | null): Readonly<Record<string, string>> {
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
  const [, goTo] = useLocation();
  const draft = useClientDraft('client-details', client.id, { begun, fields, restore: setFields });
  const save = useSaving(client, async () => {
    const request = { details: detailsIn(fields), revision: client.revision };
    await call(immtrac2Api.changeClient, { params: { id: client.id }, request });
    draft.discard();
    goTo(`/clients/${client.id}`);
  });
  return (
    <SavingForm
      label={texts.editTitle}
      saving={save}
      draft={draft}
      problems={texts.notSaved}
      nameOf={(field) => detailName(field, catalogue.clients)}
      actions={
        <Button kind="primary" type="submit">
          {texts.save}
        </Button>
      }
    >
      <DetailForm
        fields={fields}
        errors={useDetailErrors(save.error)}
        type={(name, value) => setFields((before) => ({ ...before, [name]: value }))}
      />
    </SavingForm>
  );
}

function EarlierAddresses({ client }: { client: Client }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.details;
  const earlier = client.addresses.slice(1);
  if (earlier.length === 0) return <Panel>{`${texts.earlier}: ${catalogue.clients.consent.none}`}</Panel>;
  return (
    <Table caption={texts.earlier}>
      <TableHead columns={[catalogue.clients.client.address, texts.from, texts.by]} />
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
