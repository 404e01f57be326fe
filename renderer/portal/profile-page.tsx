import { Link } from 'wouter';
import type { Session } from '../../shared/api/identity.ts';
import { roles as roleNames } from '../../shared/roles.ts';
import { portalTexts } from '../../shared/texts/portal.ts';
import { Details, Panel } from '../design/components.tsx';
import { PageFrame } from '../design/page-frame.tsx';
import { HomeActions } from './home-page.tsx';

const { portal, profile: texts } = portalTexts;

export function ProfilePage({ session, training }: { session: Session; training: boolean }) {
  const { username, name, email, roles, sites } = session.account;
  return (
    <PageFrame roadmap={[portal, texts.title]} training={training} actions={<HomeActions session={session} />}>
      <h1>{texts.title}</h1>
      <Panel>
        <Details
          items={[
            [texts.name, name],
            [texts.username, username],
            [texts.email, email],
            [texts.roles, roles.map((role) => roleNames[role]).join(', ')],
            [texts.sites, sites.map((site) => site.name).join(', ') || texts.none],
          ]}
        />
      </Panel>
      <div>
        <Link href="/" className="button">
          {texts.back}
        </Link>
      </div>
    </PageFrame>
  );
}
