import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Notice, Panel, Table, TableHead, TextField } from '../../../platform/design/components.tsx';
import { InLanguage, useLanguage } from '../../../platform/texts/wording.tsx';
import { AboutClient } from '../clients/client-band.tsx';
import { useClientDraft } from '../clients/client-draft.ts';
import { affirmationIn, AffirmFields, isAffirmed, NotAffirmed } from './consent-fields.tsx';
import { detailName } from '../forms/field-names.ts';
import { useDetailErrors } from '../clients/details-page.tsx';
import { PrintedForm } from './consent-form.tsx';
import { PaperLanguage } from '../forms/paper-language.tsx';
import { SavingForm, useSaving } from '../forms/saving-form.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

export function ConsentPage({ id }: { id: string }) {
  const texts = useImmTrac2Texts().clients.consent;
  return (
    <AboutClient id={id} title={texts.title} forRecording>
      {(client) => (
        <>
          <div className="no-print">
            <Held client={client} />
          </div>
          <Affirm client={client} />
          <Withdraw client={client} />
        </>
      )}
    </AboutClient>
  );
}

function Held({ client }: { client: Client }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.consent;
  return (
    <Table caption={texts.holds}>
      <TableHead columns={[texts.kind, texts.signer, texts.signedOn]} />
      <tbody>
        {client.consents.map(({ kind, signer, signedOn }) => (
          <tr key={kind}>
            <th scope="row">{catalogue.consent[kind]}</th>
            <td>{signer ?? texts.unknownSigner}</td>
            <td className="code">{signedOn ? shownDate(signedOn) : texts.unknownSigner}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const begun = { kind: 'minor' };

/** The form to sign, with what is known of the client, and the note that it was signed. */
function Affirm({ client }: { client: Client }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.consent;
  const [language, setLanguage] = useState(useLanguage());
  const [fields, setFields] = useState<Readonly<Record<string, string>>>(begun);
  const [, goTo] = useLocation();
  const draft = useClientDraft('consent', client.id, { begun, fields, restore: setFields });
  const save = useSaving(client, async () => {
    await call(immtrac2Api.affirmConsent, { params: { id: client.id }, request: affirmationIn(fields) });
    draft.discard();
    goTo(`/clients/${client.id}`);
  });
  const errors = useDetailErrors(save.error);
  return (
    <>
      <Panel title={texts.affirm} className="no-print">
        <p className="soft">{texts.affirmText}</p>
        <SavingForm
          label={texts.affirm}
          saving={save}
          complete={isAffirmed(fields)}
          draft={draft}
          problems={catalogue.clients.details.notSaved}
          nameOf={(field) => detailName(field, catalogue.clients)}
          actions={
            <>
              <Button onClick={() => window.print()}>{texts.print}</Button>
              <Button kind="primary" type="submit">
                {texts.affirm}
              </Button>
            </>
          }
        >
          <NotAffirmed fields={fields} />
          <AffirmFields
            fields={fields}
            errors={errors}
            type={(name, value) => setFields((before) => ({ ...before, [name]: value }))}
          />
          <PaperLanguage language={language} choose={setLanguage} />
        </SavingForm>
      </Panel>
      <InLanguage language={language}>
        <PrintedForm details={client.details} immtrac2Id={client.immtrac2Id} kind={affirmationIn(fields).kind} />
      </InLanguage>
    </>
  );
}

/** What happens to the record is said before it can be done. */
function Withdraw({ client }: { client: Client }) {
  const texts = useImmTrac2Texts().clients.consent;
  const [open, setOpen] = useState(false);
  return (
    <Panel title={texts.withdraw} className="no-print">
      {open ? (
        <Consequences client={client} />
      ) : (
        <div className="row">
          <Button onClick={() => setOpen(true)}>{texts.withdraw}</Button>
        </div>
      )}
    </Panel>
  );
}

function Consequences({ client }: { client: Client }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.clients.consent;
  const loaded = useRead(immtrac2Api.withdrawal, { params: { id: client.id } });
  const [reason, setReason] = useState('');
  const [done, setDone] = useState(false);
  const withdraw = useSaving(client, async () => {
    const request = { reason: reason.trim(), revision: client.revision };
    await call(immtrac2Api.withdrawConsent, { params: { id: client.id }, request });
    setDone(true);
  });
  if (done) {
    return (
      <Notice kind="positive" title={texts.withdrawn} urgent>
        <p>{texts.withdrawnText}</p>
        <Link href="/">{catalogue.clients.client.back}</Link>
      </Notice>
    );
  }
  return (
    <ApplicationResource of={loaded}>
      {({ doses, disasterDoses, keptUntil }) => (
        <SavingForm
          label={texts.withdraw}
          saving={withdraw}
          complete={reason.trim() !== ''}
          problems={catalogue.clients.details.notSaved}
          nameOf={(field) => detailName(field, catalogue.clients)}
          actions={<Button type="submit">{texts.confirm}</Button>}
        >
          <p>{texts.withdrawText}</p>
          <ul>
            <li>{texts.hidden}</li>
            <li>{`${texts.doses(doses)} ${texts.after(shownDate(keptUntil))}`}</li>
            {disasterDoses > 0 && <li>{texts.disasterDoses(disasterDoses)}</li>}
          </ul>
          <TextField
            label={texts.reason}
            value={reason}
            error={reason.trim() === '' ? texts.needsReason : undefined}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
          />
        </SavingForm>
      )}
    </ApplicationResource>
  );
}
