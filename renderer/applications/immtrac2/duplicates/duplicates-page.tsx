import { useState } from 'react';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client, ClientSummary } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { type ApiError, call } from '../../../platform/api/client.ts';
import { useResource } from '../../../platform/api/use-resource.ts';
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
  const loaded = useResource(immtrac2Api.duplicates, { params: { id: client.id } });
  const [asked, setAsked] = useState<ClientSummary>();
  const [error, setError] = useState<ApiError>();
  const params = { id: client.id };
  const { guarded, question } = useStillTheSame(client);
  const merge = ({ id: other }: ClientSummary) =>
    call(immtrac2Api.merge, { params, request: { other } }).then(() => decided(texts.merged), setError);
  const keepApart = ({ id: other }: ClientSummary) =>
    call(immtrac2Api.keepApart, { params, request: { other } }).then(() => decided(texts.kept), setError);
  const decisions = (other: ClientSummary) => (
    <div className="row">
      <Button onClick={() => setAsked(other)}>{texts.same}</Button>
      <Button onClick={() => guarded(() => void keepApart(other))}>{texts.apart}</Button>
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
                <Button kind="primary" onClick={() => guarded(() => void merge(asked))}>
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
