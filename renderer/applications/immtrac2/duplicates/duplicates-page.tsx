import { useState } from 'react';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client, ClientSummary } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { ApplicationProblem, ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Notice } from '../../../platform/design/components.tsx';
import { AboutClient } from '../clients/client-band.tsx';
import { Results } from '../clients/found-clients.tsx';
import { useStillTheSame } from '../clients/still-the-same.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

export function DuplicatesPage({ id }: { id: string }) {
  const texts = useImmTrac2Texts().clients.duplicates;
  return (
    <AboutClient id={id} title={texts.title} forRecording>
      {(client) => <Decisions client={client} />}
    </AboutClient>
  );
}

/** A person looks at both and decides; what was decided can be taken back. */
function Decisions({ client }: { client: Client }) {
  const texts = useImmTrac2Texts().clients.duplicates;
  const [seen, setSeen] = useState(0);
  const [done, setDone] = useState<string>();
  return (
    <>
      <p className="soft">{texts.text}</p>
      <div className="announcement" role="status">
        {done && <Notice kind="positive">{done}</Notice>}
      </div>
      <Candidates
        key={seen}
        client={client}
        decided={(said) => {
          setDone(said);
          setSeen(seen + 1);
        }}
      />
    </>
  );
}

function Candidates({ client, decided }: { client: Client; decided: (said: string) => void }) {
  const texts = useImmTrac2Texts().clients.duplicates;
  const loaded = useRead(immtrac2Api.duplicates, { params: { id: client.id } });
  const [asked, setAsked] = useState<ClientSummary>();
  const params = { id: client.id };
  const { guarded, question } = useStillTheSame(client);
  const merge = useChange(async ({ id: other }: ClientSummary) => {
    await call(immtrac2Api.merge, { params, request: { other } });
    decided(texts.merged);
  });
  const keepApart = useChange(async ({ id: other }: ClientSummary) => {
    await call(immtrac2Api.keepApart, { params, request: { other } });
    decided(texts.kept);
  });
  const error = merge.error ?? keepApart.error;
  const decisions = (other: ClientSummary) => (
    <div className="row">
      <Button onClick={() => setAsked(other)}>{texts.same}</Button>
      <Button onClick={() => guarded(() => keepApart.mutate(other))}>{texts.apart}</Button>
    </div>
  );
  return (
    <ApplicationResource of={loaded}>
      {({ candidates }) => (
        <div className="stack">
          {error && <ApplicationProblem error={error} />}
          {question}
          {asked && (
            <Notice kind="warning" title={texts.confirm(`${asked.lastName}, ${asked.firstName}`)} urgent>
              <p>{texts.confirmText}</p>
              <div className="row">
                <Button kind="primary" onClick={() => guarded(() => merge.mutate(asked))}>
                  {texts.merge}
                </Button>
                <Button onClick={() => setAsked(undefined)}>{texts.cancel}</Button>
              </div>
            </Notice>
          )}
          {candidates.length === 0 ? (
            <p>{texts.none}</p>
          ) : (
            <Results caption={texts.title} clients={candidates} action={decisions} />
          )}
        </div>
      )}
    </ApplicationResource>
  );
}
