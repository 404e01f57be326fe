import type { SupportTopic } from '../../support.ts';

/** What the help page says. */
export const helpEn = {
  title: 'Help',
  intro: 'Whom to ask, and where to read. Nobody of these will ever ask for your password.',
  whom: 'Who can help you',
  topics: {
    signIn: {
      title: 'Signing in, a locked account, ImmTrac2',
      text: 'Email is quicker: telephone lines are often busy. Have your username at hand, never your password.',
      subject: 'Help with signing in or ImmTrac2',
    },
    orderingAccess: {
      title: 'Access to VAOS',
      text: 'First ask your site to name you as a vaccine coordinator in Syntropi: that opens VAOS at once.',
      subject: 'Access to VAOS',
    },
    ordering: {
      title: 'Orders, shipments and anything else in VAOS',
      text: 'Have the order number at hand.',
      subject: 'VAOS',
    },
    enrollment: {
      title: 'Syntropi: signing in, your PIN, enrollment and re-enrollment',
      text: 'Your site’s PIN belongs in the subject of the email.',
      subject: 'Syntropi',
    },
    incident: {
      title: 'A security incident',
      text: 'Somebody else may know your password, or patient information went where it must not. Change your password first, then call at once. For a forgotten password or a locked account this is not the number.',
      subject: 'Security incident',
    },
  } satisfies Record<SupportTopic, object>,
  pin: 'Your site’s PIN',
  pinHint: 'Six digits. It goes into the subject.',
  subject: (subject: string, pin: string) => (pin === '' ? subject : `${subject}, PIN ${pin}`),
  write: (name: string) => `Write to ${name}`,
  call: (phone: string) => `Call ${phone}`,
  read: 'To read',
  forms: 'Forms and publications',
  formsText: 'Consent forms and instructions.',
  userTraining: 'User training',
  userTrainingText: 'Recorded webinars, slides and scripts.',
  learning: 'Tour and knowledge check',
  learningText: 'A walk through the portal on its own pages, and six questions.',
  back: 'Enterprise Portal',
};
