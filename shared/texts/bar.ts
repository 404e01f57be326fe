/** What the kiosk's bar says. */
export const barTexts = {
  portal: 'Enterprise Portal',
  signOut: 'Sign Out',
  training: 'TRAINING',
  origin: 'Where this page comes from',
} as const;
