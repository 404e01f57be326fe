import { type SubmitEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { RefusalReason } from '../../../../shared/applications/immtrac2/fields.ts';
import { type ApiError, call } from '../../../platform/api/client.ts';
import { useResource } from '../../../platform/api/use-resource.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Panel, TextField } from '../../../platform/design/components.tsx';
import { AboutClient } from '../clients/client-band.tsx';
import { useClientDraft } from '../clients/client-draft.ts';
import { useCurrentSite } from '../sites/current-site.ts';
import { DraftNotice } from '../forms/draft-notice.tsx';
import { Choice, choicesOf } from '../forms/form-fields.tsx';
import { ProblemList } from '../forms/problem-list.tsx';
import { useStillTheSame } from '../clients/still-the-same.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** A vaccine that was offered and not taken: the group, the day and the reason are all. */
export function RefusalPage({ id }: { id: string }) {
  const texts = useImmTrac2Texts().doses.refusal;
  const codes = useResource(immtrac2Api.vaccineCodes);
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
  const [error, setError] = useState<ApiError>();
  const [, goTo] = useLocation();
  const { guarded, question } = useStillTheSame(client);
  const draft = useClientDraft('refusal', client.id, { begun, fields, restore: setFields });
  const save = () => {
    const request = { date, siteId: site?.id ?? '', group, reason: reason as RefusalReason };
    call(immtrac2Api.refuse, { params: { id: client.id }, request }).then(() => {
      draft.discard();
      goTo(`/clients/${client.id}`);
    }, setError);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(undefined);
    guarded(save);
  };
  const nameOf = (field: string) => (field === 'date' ? texts.date : texts.group);
  return (
    <Panel>
      <form className="stack" noValidate onSubmit={submit} aria-label={texts.title}>
        <p className="soft">{catalogue.doses.history.stillDue}</p>
        <DraftNotice restored={draft.restored} />
        {error && <ProblemList error={error} title={catalogue.doses.entry.problems} nameOf={nameOf} />}
        <div className="form-fields">
          <Choice
            label={texts.group}
            value={group}
            none={catalogue.find.choose}
            choices={groups.map((name) => [name, name] as const)}
            onChoose={type('group')}
          />
          <TextField
            label={texts.date}
            type="date"
            value={date}
            onChange={(event) => type('date')(event.target.value)}
          />
          <Choice
            label={texts.reason}
            value={reason}
            choices={choicesOf(catalogue.refusal)}
            onChoose={type('reason')}
          />
        </div>
        {question}
        <div className="row">
          <Button kind="primary" type="submit">
            {texts.save}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
