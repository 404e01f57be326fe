/** Addresses of the portal's that server and pages both name. */

export const changePasswordPath = '/profile/password';

/** Whom to ask about what [H1]. */
export const helpPath = '/help';

/** Said at the portal's home: what somebody was opening had waited too long for them to sign in. */
export const expiredDestination = 'expired-destination';

/** The pages for administrators, a document of their own. */
export const administrationPaths = {
  overview: '/administration',
  approvals: '/administration/approvals',
  announcements: '/administration/announcements',
  trail: '/administration/audit',
  registrations: '/administration/applications',
  queues: '/administration/queues',
  agreement: '/administration/agreement',
  sites: '/administration/sites',
  server: '/administration/server',
} as const;
