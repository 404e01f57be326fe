import { useState } from 'react';
import { Link } from 'wouter';
import { exchangeApi } from '../../../../shared/applications/immtrac2/exchange/api.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { useApplication } from '../../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, ButtonLink, Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { useProblemText } from '../../../platform/texts/problem-text.ts';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { ImmTrac2Frame } from '../frame.tsx';
import { useExchangeTexts } from './exchange-texts.ts';
import { SendFile } from './send-file.tsx';
import { AnswersTable, TransfersTable } from './transfer-tables.tsx';

const refreshEvery = 2000;

/** Files of HL7 messages [I7]: send one, see how far it is, and what was answered. */
export function FilesPage() {
  const texts = useExchangeTexts().files;
  const { sites } = useApplication().context.caller;
  const [siteId, setSiteId] = useState(sites[0]?.id ?? '');
  const loaded = useRead(exchangeApi.transfers, { refreshEvery });
  return (
    <ImmTrac2Frame step={texts.title}>
      <h1>{texts.title}</h1>
      <p>{texts.intro}</p>
      <Panel>
        {sites.length > 1 && <SelectField label={texts.site} value={siteId} choices={sites} onChoose={setSiteId} />}
        <SendFile send={(file) => call(exchangeApi.send, { request: { siteId, ...file } })} onSent={() => {}} />
      </Panel>
      <ApplicationResource of={loaded}>
        {({ transfers, timeZone }) => <TransfersTable transfers={transfers} timeZone={timeZone} />}
      </ApplicationResource>
      <UploadAccounts />
    </ImmTrac2Frame>
  );
}

export function FilePage({ id }: { id: string }) {
  const texts = useExchangeTexts().files;
  const loaded = useRead(exchangeApi.transfer, { params: { id }, refreshEvery });
  return (
    <ImmTrac2Frame step={texts.title}>
      <h1>{texts.title}</h1>
      <p>
        <Link href="/message-files">{texts.back}</Link>
      </p>
      <ApplicationResource of={loaded}>{(transfer) => <TransferShown transfer={transfer} />}</ApplicationResource>
    </ImmTrac2Frame>
  );
}

function TransferShown({ transfer }: { transfer: Parameters<typeof AnswersTable>[0]['transfer'] }) {
  const texts = useExchangeTexts().files;
  const { columns } = texts;
  return (
    <>
      <Panel title={transfer.fileName}>
        <Details
          items={[
            [columns.state, texts.states[transfer.state]],
            [columns.messages, transfer.messages],
            [columns.accepted, transfer.accepted],
            [columns.inPart, transfer.inPart],
            [columns.refused, transfer.refused],
          ]}
        />
      </Panel>
      <AnswersTable transfer={transfer} />
    </>
  );
}

/** Only a Point of Contact gives them; everybody who sends files sees which sites have one. */
function UploadAccounts() {
  const language = useLanguage();
  const problemText = useProblemText();
  const texts = useExchangeTexts().files;
  const { roles } = useApplication().context.caller;
  const loaded = useRead(exchangeApi.uploadAccounts);
  const [given, setGiven] = useState<{ username: string; password: string }>();
  const mayGive = roles.includes('point-of-contact');
  const give = useChange(async (siteId: string) =>
    setGiven(await call(exchangeApi.giveUploadAccount, { request: { siteId } })),
  );
  const { accounts: said } = texts;
  return (
    <Panel title={said.title}>
      <p>{said.text}</p>
      <p>
        <ButtonLink href={`/web-ftp-upload?language=${language}`}>{said.page}</ButtonLink>
      </p>
      <ApplicationResource of={loaded}>
        {({ accounts }) => (
          <div className="stack">
            <Details items={accounts.map(({ site, username }) => [site.name, username ?? said.none])} />
            {mayGive && (
              <div className="row">
                {accounts.map(({ site, username }) => (
                  <Button key={site.id} onClick={() => give.mutate(site.id)}>
                    {username === null ? said.give(site.name) : said.renew(site.name)}
                  </Button>
                ))}
              </div>
            )}
          </div>
        )}
      </ApplicationResource>
      {give.error && (
        <Notice kind="danger" urgent>
          {problemText(give.error)}
        </Notice>
      )}
      {given && (
        <Notice kind="positive" title={said.given} urgent>
          <Details
            items={[
              [said.username, <code key="username">{given.username}</code>],
              [said.password, <code key="password">{given.password}</code>],
            ]}
          />
        </Notice>
      )}
    </Panel>
  );
}
