import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Client } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Notice } from '../../../platform/design/components.tsx';
import { TitleAbove } from '../../../platform/design/panel.tsx';
import { ImmTrac2Frame } from '../frame.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** Whose record it is, in sight on every page about one client. */
export function ClientBand({ client }: { client: Client }) {
  return (
    <div className="client-band">
      <h1>{`${client.lastName}, ${client.firstName}`}</h1>
      <span className="code">{shownDate(client.birthDate)}</span>
      <span className="code">{client.immtrac2Id}</span>
    </div>
  );
}

type AboutClientProps = {
  id: string;
  title: string;
  /** Who only reads is told so, and shown nothing that they cannot do. */
  forRecording?: boolean;
  children: (client: Client) => ReactNode;
};

/** A page about one client, with the way back to the record. */
export function AboutClient({ id, title, forRecording = false, children }: AboutClientProps) {
  const texts = useImmTrac2Texts().clients.client;
  const loaded = useRead(immtrac2Api.client, { params: { id } });
  return (
    <ImmTrac2Frame step={title}>
      <p className="no-print">
        <Link href={`/clients/${id}`}>{texts.toClient}</Link>
      </p>
      <ApplicationResource of={loaded} missing={<Gone />}>
        {(client) => (
          <div className="stack dense">
            <ClientBand client={client} />
            <h2>{title}</h2>
            <TitleAbove value={title}>
              {forRecording && !client.mayRecord ? <Notice>{texts.readOnly}</Notice> : children(client)}
            </TitleAbove>
          </div>
        )}
      </ApplicationResource>
    </ImmTrac2Frame>
  );
}

/** Also for who has not consented: nothing tells the two apart. */
export function Gone() {
  const texts = useImmTrac2Texts().clients.client;
  return (
    <>
      <h1>{texts.gone}</h1>
      <Notice>{texts.goneText}</Notice>
    </>
  );
}
