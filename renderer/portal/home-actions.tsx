import { Link } from 'wouter';
import type { Session } from '../../shared/identity/api/identity.ts';
import { isPermitted } from '../../shared/identity/permissions.ts';
import { administrationPaths } from '../../shared/identity/portal-paths.ts';
import { usePortalTexts } from './portal-texts.ts';
import { NotificationsLink } from './notifications.tsx';
import { SignOutButton } from './sign-out-button.tsx';

/** Who is signed in, and what they reach from every page. */
export function HomeActions({ session }: { session: Session }) {
  const { home, profile } = usePortalTexts().portal;
  return (
    <>
      <span className="who">{session.account.name}</span>
      <NotificationsLink />
      {isPermitted('people', session.account.roles) && (
        <Link href="/accounts" className="button" data-kind="quiet">
          {home.accounts}
        </Link>
      )}
      {session.account.roles.includes('administrator') && (
        <a href={administrationPaths.overview} className="button" data-kind="quiet">
          {home.administration}
        </a>
      )}
      <Link href="/profile" className="button" data-kind="quiet">
        {profile.title}
      </Link>
      <SignOutButton />
    </>
  );
}
