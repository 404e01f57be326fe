import { useState } from 'react';
import { Link } from 'wouter';
import type { Deployment, Session } from '../../shared/identity/api/identity.ts';
import { type Contact, helpApi } from '../../shared/identity/api/help.ts';
import { helpEn } from '../../shared/identity/texts/help/en.ts';
import { helpEs } from '../../shared/identity/texts/help/es.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useRead } from '../platform/api/queries.ts';
import { ButtonLink, Panel, TextField } from '../platform/design/components.tsx';
import { Whole } from '../platform/design/whole.tsx';
import { PageFrame } from '../platform/design/page-frame.tsx';
import { useLanguage, useTexts } from '../platform/texts/wording.tsx';
import { PortalFrame } from './portal-frame.tsx';

const texts = { en: helpEn, es: helpEs };

type HelpPageProps = { session: Session | undefined; deployment: Deployment };

/** Whom to ask about what, and where to read; also before anybody is signed in [H1][H2]. */
export function HelpPage({ session, deployment }: HelpPageProps) {
  const said = texts[useLanguage()];
  const training = deployment.kind === 'training';
  const { portal } = useTexts().frame;
  const content = <Content signedIn={session?.pending === 'none'} />;
  return session?.pending === 'none' ? (
    <PortalFrame session={session} training={training} steps={[said.title]}>
      {content}
    </PortalFrame>
  ) : (
    <PageFrame roadmap={[{ name: portal, address: '/' }, said.title]} training={training}>
      {content}
    </PageFrame>
  );
}

function Content({ signedIn }: { signedIn: boolean }) {
  const said = texts[useLanguage()];
  const help = useRead(helpApi.contacts);
  return (
    <>
      <h1>{said.title}</h1>
      <p>{said.intro}</p>
      <ResourceView of={help}>
        {({ contacts, links }) => (
          <div className="stack">
            <h2>{said.whom}</h2>
            {contacts.map((contact) => (
              <Topic key={contact.topic} contact={contact} />
            ))}
            <h2>{said.read}</h2>
            <ul className="help-links">
              {signedIn && (
                <li>
                  <Link href="/learning">{said.learning}</Link>
                  <p className="soft">{said.learningText}</p>
                </li>
              )}
              <li>
                <a href={links.userTraining}>{said.userTraining}</a>
                <p className="soft">{said.userTrainingText}</p>
              </li>
              <li>
                <a href={links.forms}>{said.forms}</a>
                <p className="soft">{said.formsText}</p>
              </li>
            </ul>
          </div>
        )}
      </ResourceView>
    </>
  );
}

/** A mail is begun with its subject, so that nobody has to remember what belongs there. */
function Topic({ contact: { topic, name, email, phone } }: { contact: Contact }) {
  const said = texts[useLanguage()];
  const [pin, setPin] = useState('');
  const { title, text, subject } = said.topics[topic];
  const about = encodeURIComponent(said.subject(subject, pin.trim()));
  return (
    <Panel>
      <h3>{title}</h3>
      <p className="help-whom">
        <strong>{name}</strong>
        {email && `, ${email}`}
        {phone && <Whole>{`, ${phone}`}</Whole>}
      </p>
      <p>{text}</p>
      {topic === 'enrollment' && email && (
        <TextField
          label={said.pin}
          hint={said.pinHint}
          value={pin}
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          onChange={({ target }) => setPin(target.value.replaceAll(/\D/g, ''))}
        />
      )}
      <div className="row">
        {email && <ButtonLink href={`mailto:${email}?subject=${about}`}>{said.write(name)}</ButtonLink>}
        {phone && (
          <ButtonLink href={`tel:${phone.replaceAll(/[^\d+]/g, '').slice(0, 11)}`}>
            <span>
              <Whole>{said.call(phone)}</Whole>
            </span>
          </ButtonLink>
        )}
      </div>
    </Panel>
  );
}
