import type { Role } from '../../roles.ts';
import { roles } from '../../roles.ts';

/** What the portal's own screens say: home, profile, and what is at the foot of each. */
export const portal = {
  home: {
    notifications: 'Notifications',
    newNotifications: (count: number) =>
      count === 1 ? 'You have a new notification.' : `You have ${count} new notifications.`,
    noNotifications: 'Nothing needs your attention.',
    from: (application: string) => `From ${application}`,
    applications: 'Applications',
    administration: 'Administration',
    accounts: 'Accounts',
    showAs: 'Show applications as',
    icons: 'Icons',
    links: 'Links',
    expiredDestination: {
      title: 'The application that you were opening has waited too long',
      text: 'You are signed in. Open it from here.',
    },
    notOffered: {
      title: (name: string) => `${name} is not among your applications`,
      text: 'You are signed in, but your roles do not open it. If you need it for your work, ask the person who manages your account.',
      another: 'What was asked for',
    },
  },
  account: {
    username: 'Username',
    name: 'Name',
    email: 'Email',
    roles: 'Roles',
    sites: 'Sites',
    noSites: 'None',
  },
  roles: roles as Readonly<Record<Role, string>>,
  profile: {
    knowledgeCheck: 'Knowledge check',
    checkNotPassed: 'Not passed yet',
    checkPassed: (day: string) => `Passed on ${day}`,
    title: 'My Profile',
    language: 'Language',
    density: 'Rows in tables',
    densities: { compact: 'Compact', comfortable: 'Comfortable' },
    questions: 'Security questions',
    questionsSet: 'Set',
    questionsNotSet: 'Not set yet',
    changeQuestions: 'Change Security Questions',
    changePassword: 'Change Password',
    compromised: 'I think my password is known to someone',
    back: 'Back to the Enterprise Portal',
  },
} as const;
