/** Whom to call. Defaults from the training script; a deployment's settings replace any of them. */
export const support = {
  immtrac2: { name: 'ImmTrac2 Customer Support', email: 'ImmTrac2@dshs.texas.gov', phone: '800-348-9158, option 2' },
  helpDesk: { name: 'HHS IT Customer Support Help Desk', phone: '1-855-435-7181' },
  mailSender: 'IdentityManagement@hhsc.state.tx.us',
  forms: 'https://www.dshs.texas.gov/immunize/immtrac/forms.shtm',
  userTraining: 'https://www.dshs.texas.gov/immunize/immtrac/User-Training/',
} as const;
