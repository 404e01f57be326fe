/** What people ask about, in the order in which the help page answers. */
export const supportTopics = ['signIn', 'orderingAccess', 'ordering', 'enrollment', 'incident'] as const;
export type SupportTopic = (typeof supportTopics)[number];

/** Whom to call. Defaults from the training script; a deployment's settings replace any of them. */
export const support = {
  immtrac2: { name: 'ImmTrac2 Customer Support', email: 'ImmTrac2@dshs.texas.gov', phone: '800-348-9158, option 2' },
  helpDesk: { name: 'HHS IT Customer Support Help Desk', phone: '1-855-435-7181' },
  orderingAccess: { name: 'Vaccine Management Team', email: 'COVID19VacMgmt@dshs.texas.gov' },
  ordering: { name: 'Vaccine Shipments Team', email: 'COVID19VacShipments@dshs.texas.gov' },
  enrollment: { name: 'Vaccine Call Center', email: 'VacCallCenter@dshs.texas.gov' },
  mailSender: 'IdentityManagement@hhsc.state.tx.us',
  forms: 'https://www.dshs.texas.gov/immunize/immtrac/forms.shtm',
  userTraining: 'https://www.dshs.texas.gov/immunize/immtrac/User-Training/',
} as const;
