import type { Contact } from '../../../contract/problems.ts';
import { duration } from '../../../contract/time.ts';

const contact = ({ name, email, phone }: Contact) => `${name}: ${email} or ${phone}`;

/** What the screens of a password reset say. */
export const recovery = {
  title: 'Forgot Password',
  next: 'Next',
  waiting: 'One moment…',
  cancel: 'Back to Sign In',
  step: (number: number, of: number) => `Step ${number} of ${of}`,
  ended: {
    title: 'This password reset has ended',
    text: 'Your password has not been changed.',
    onceADay: 'A password can be reset once a day',
    again: 'Start again',
  },
  name: {
    title: 'Who are you?',
    username: 'Username',
    hint: 'HHS and DSHS employees: your 11-digit employee number, with its leading zeros.',
    missing: 'Enter your username.',
    noQuestions: (support: Contact) => `If you have never set security questions, contact ${contact(support)}.`,
  },
  question: {
    title: 'Answer your security question',
    missing: 'Enter your answer.',
    forName: (username: string) => `Username: ${username}`,
    hint: 'Upper and lower case, extra spaces and punctuation do not matter.',
    otherName: 'Change the username',
  },
  choice: {
    title: 'How do you want to prove that it is you?',
    legend: 'Choose one',
    code: 'Email me a one-time security code',
    codeTo: (mailTo: string | undefined) =>
      `It goes to ${mailTo ?? 'the email address of the account, if there is one of this name,'} and works for 30 minutes.`,
    questions: 'Answer my security questions',
    questionsAll: (count: number) => `All ${count} of them, on one page.`,
  },
  code: {
    title: 'Enter your one-time security code',
    sent: (mailTo: string | undefined) =>
      mailTo === undefined
        ? 'If there is an account of this name, an email with a code of 8 digits is on its way to its owner.'
        : `An email to ${mailTo} with a code of 8 digits is on its way.`,
    sentBefore: 'You asked for a code of 8 digits before. It is in the newest email.',
    junk: 'It can take a minute. Look in your junk and spam folders too.',
    label: 'One-time security code',
    missing: 'Enter the 8 digits of the code.',
    left: (time: string) => `The code expires in ${time}.`,
    leftSpoken: (minutes: number) => `The code expires in ${duration(minutes, 'minute', 'en')}.`,
    expired: 'The code has expired. Send a fresh one.',
    fresh: 'Send a fresh code',
    otherWay: 'Prove it another way',
    freshSent: 'A fresh code is on its way. Earlier ones no longer work.',
  },
  answers: {
    title: 'Answer your security questions',
    text: 'All answers have to be right. There are few tries a day.',
  },
  password: {
    title: 'Choose a new password',
    text: 'When you submit it, every session of your account ends, and you get an email that says so.',
    refused: 'This password cannot be used',
    submit: 'Submit',
  },
  done: {
    title: 'Your password has been changed',
    text: 'Every session of your account has ended. Sign in with your new password.',
    signIn: 'Go to Sign In',
  },
} as const;
