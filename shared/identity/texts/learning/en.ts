import type { TourStep } from '../../learning.ts';

/** What the tour, the knowledge check and its certificate say. */
export const learningEn = {
  title: 'Tour and knowledge check',
  tour: {
    title: 'Guided tour',
    text: 'Six steps on the portal’s own pages. You can leave it and go on later.',
    begin: 'Begin the tour',
    goOn: 'Go on with the tour',
    again: 'Take it again',
    done: 'You have taken the tour.',
    step: (step: number, of: number) => `Tour, step ${step} of ${of}`,
    next: 'Next',
    previous: 'Back',
    leave: 'Leave the tour',
    finish: 'Finish, and go to the knowledge check',
    there: 'Go to the page of this step',
    steps: {
      'signed-in': {
        title: 'You are signed in',
        text: 'Your name stands in the upper right corner. After 15 minutes in which nobody types or clicks you are signed out; two minutes before, you are asked. Choose Sign Out whenever you leave the workstation.',
      },
      applications: {
        title: 'Open an application',
        text: 'Below Applications is everything that your roles open: ImmTrac2, VAOS, Syntropi. One click opens it, and you are signed in there already.',
      },
      'coming-back': {
        title: 'Come back',
        text: 'In each application the Enterprise Portal button leads back here. What you had typed and not sent waits for you.',
      },
      profile: {
        title: 'Your profile',
        text: 'My Profile, in the upper right corner, says who you are here: your roles and your sites. Tell your Point of Contact when something is wrong.',
      },
      questions: {
        title: 'Security questions',
        text: 'Change Security Questions, upper right on this page, is where you choose three questions. With their answers you can reset a forgotten password yourself.',
      },
      password: {
        title: 'Your password',
        text: 'Change it here. If you forget it, choose Forgot Password on the sign-in page: a code comes by email and is good for 30 minutes. You can reset it once a day.',
      },
    } satisfies Record<TourStep, object>,
  },
  check: {
    title: 'Knowledge check',
    text: 'Six questions. Answer all of them; you are told at once what is right and why, and may try again.',
    submit: 'Check my answers',
    again: 'Try again',
    needed: 'Choose an answer.',
    right: 'Right.',
    wrong: 'Not right.',
    score: (right: number, of: number) => `${right} of ${of} are right`,
    passed: 'You have passed the knowledge check.',
    passedOn: (day: string) => `Passed on ${day}`,
    notPassed: 'Not passed yet',
    certificate: 'Certificate',
    questions: {
      reset: {
        text: 'Can you reset your own password for the Enterprise Portal?',
        choices: { yes: 'Yes', no: 'No' },
        feedback: 'You can. It begins with Forgot Password, in the bottom right corner of the sign-in page.',
      },
      share: {
        text: 'With whom may you share your username and password?',
        choices: {
          coworker: 'With a coworker who stands in for me',
          helpDesk: 'With the Help Desk',
          nobody: 'With nobody',
        },
        feedback:
          'With nobody. Everybody uses credentials of their own, and neither a manager nor the Help Desk ever needs your password.',
      },
      code: {
        text: 'How long is a one-time security code good for?',
        choices: { tenMinutes: '10 minutes', thirtyMinutes: '30 minutes', oneDay: '24 hours' },
        feedback: 'For 30 minutes. After that, ask for a new one.',
      },
      username: {
        text: 'With which username does a healthcare provider sign in to the portal?',
        choices: {
          email: 'With their email address',
          registryUsername: 'With their ImmTrac2 username',
          employee: 'With an employee number',
        },
        feedback: 'With the ImmTrac2 username. Only employees of HHS and DSHS use their employee number.',
      },
      often: {
        text: 'How often can you reset your password?',
        choices: { onceADay: 'Once a day', onceAnHour: 'Once an hour', always: 'As often as I like' },
        feedback: 'Once a day. If that is not enough, ImmTrac2 Customer Support helps.',
      },
      locked: {
        text: 'You have locked yourself out. Whom do you ask for help?',
        choices: {
          helpDesk: 'The HHS Help Desk',
          registrySupport: 'ImmTrac2 Customer Support',
          vaccineTeam: 'The Vaccine Management Team',
        },
        feedback: 'ImmTrac2 Customer Support, by email or telephone; the Help page has both.',
      },
    },
  },
  people: {
    title: 'People of your sites',
    name: 'Name',
    result: 'Knowledge check',
    tries: 'Tries',
    last: 'Last tried',
    none: 'Nobody of your sites has tried it yet.',
  },
  certificate: {
    title: 'Certificate',
    text: (name: string, day: string) =>
      `${name} answered the six questions of the Enterprise Portal’s knowledge check right on ${day}.`,
    training: 'This is a training system. The certificate is for practice alone.',
    print: 'Print',
    missing: 'There is no certificate before you have passed the knowledge check.',
  },
};
