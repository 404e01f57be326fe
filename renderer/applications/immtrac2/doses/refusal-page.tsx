import { useState } from 'react';
import { useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { RefusalReason } from '../../../../shared/applications/immtrac2/fields.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Panel, TextField } from '../../../platform/design/components.tsx';
import { AboutClient } from '../clients/client-band.tsx';
import { useClientDraft } from '../clients/client-draft.ts';
import { useCurrentSite } from '../sites/current-site.ts';
import { refusalName } from '../forms/field-names.ts';
import { useFieldSentence } from '../forms/field-sentence.ts';
import { Choice, choicesOf } from '../forms/form-fields.tsx';
import { SavingForm, useSaving } from '../forms/saving-form.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** A vaccine that was offered and not taken: the group, the day and the reason are all. */
export function RefusalPage({ id }: { id: string }) {
  const texts = useImmTrac2Texts().doses.refusal;
  const codes = useRead(immtrac2Api.vaccineCodes);
  return (
    <AboutClient id={id} title={texts.title} forRecording>
      {(client) => (
        <ApplicationResource of={codes}>
          {({ vaccines }) => {
            const current = vaccines.filter(({ retired }) => !retired);
            const groups = [...new Set(current.flatMap((vaccine) => vaccine.groups))];
            return <RefusalForm client={client} groups={groups.toSorted((a, b) => a.localeCompare(b, 'en'))} />;
          }}
        </ApplicationResource>
      )}
    </AboutClient>
  );
}

function RefusalForm({ client, groups }: { client: Client; groups: readonly string[] }) {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.doses.refusal;
  const { site } = useCurrentSite();
  const [begun] = useState({ date: client.asOf, group: '', reason: 'parent-or-client' });
  const [fields, setFields] = useState<Readonly<Record<string, string>>>(begun);
  const { date = '', group = '', reason = '' } = fields;
  const type = (name: keyof typeof begun) => (value: string) => setFields((before) => ({ ...before, [name]: value }));
  const [, goTo] = useLocation();
  const draft = useClientDraft('refusal', client.id, { begun, fields, restore: setFields });
  const save = useSaving(client, async () => {
    const request = { date, siteId: site?.id ?? '', group, reason: reason as RefusalReason };
    await call(immtrac2Api.refuse, { params: { id: client.id }, request });
    draft.discard();
    goTo(`/clients/${client.id}`);
  });
  const sentence = useFieldSentence();
  const wrong = (field: string) => {
    const problem = save.error?.fields.find((each) => each.field === field);
    return problem && sentence(refusalName(field, texts), problem);
  };
  return (
    <Panel>
      <SavingForm
        label={texts.title}
        saving={save}
        complete={group !== ''}
        draft={draft}
        problems={catalogue.doses.entry.problems}
        nameOf={(field) => refusalName(field, texts)}
        actions={
          <Button kind="primary" type="submit">
            {texts.save}
          </Button>
        }
      >
        <p className="soft">{catalogue.doses.history.stillDue}</p>
        <div className="form-fields">
          <Choice
            label={texts.group}
            value={group}
            none={catalogue.find.choose}
            error={group === '' ? texts.needsGroup : wrong('group')}
            choices={groups.map((name) => [name, name] as const)}
            onChoose={type('group')}
          />
          <TextField
            label={texts.date}
            type="date"
            value={date}
            error={wrong('date')}
            onChange={(event) => type('date')(event.target.value)}
          />
          <Choice
            label={texts.reason}
            value={reason}
            choices={choicesOf(catalogue.refusal)}
            onChoose={type('reason')}
          />
        </div>
      </SavingForm>
    </Panel>
  );
}
