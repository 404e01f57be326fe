import type { Contact } from '../../../contract/problems.ts';
import { duration } from '../../../contract/time.ts';

const contact = ({ name, email, phone }: Contact) => `${name}: ${email} or ${phone}`;

/** What the screens of a password reset say. */
export const recovery = {
  title: 'Forgot Password',
  next: 'Next',
  waiting: 'Please wait…',
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
    hint: 'Uppercase, extra spaces, commas and periods do not matter.',
    otherName: 'Change the username',
  },
  choice: {
    title: 'How do you want to verify your identity?',
    legend: 'Choose one',
    code: 'Email me a one-time security code',
    codeTo: (mailTo: string | undefined) =>
      `It goes to ${mailTo ?? 'the email address of the account, if there is one with this username,'} and works for 30 minutes.`,
    questions: 'Answer my security questions',
    questionsAll: (count: number) => `All ${count} of them, on one page.`,
  },
  code: {
    title: 'Enter your one-time security code',
    sent: (mailTo: string | undefined) =>
      mailTo === undefined
        ? 'If there is an account with this username, an email with an 8-digit code is on its way to its owner.'
        : `We sent an email with an 8-digit code to ${mailTo}.`,
    sentBefore: 'You already asked for an 8-digit code. It is in the newest email.',
    junk: 'It can take a minute. Look in your junk and spam folders too.',
    label: 'One-time security code',
    missing: 'Enter the 8 digits of the code.',
    left: (time: string) => `The code expires in ${time}.`,
    leftSpoken: (minutes: number) => `The code expires in ${duration(minutes, 'minute', 'en')}.`,
    expired: 'The code has expired. Send a new code.',
    fresh: 'Send a new code',
    otherWay: 'Verify another way',
    freshSent: 'A new code is on its way. Earlier codes no longer work.',
  },
  answers: {
    title: 'Answer your security questions',
    text: 'All answers must be correct. You have only a few tries a day.',
  },
  password: {
    title: 'Choose a new password',
    text: 'When you submit it, you are signed out everywhere. We will email you about this change.',
    refused: 'This password cannot be used',
    submit: 'Submit',
  },
  done: {
    title: 'Your password has been changed',
    text: 'You are signed out everywhere. Sign in with your new password.',
    signIn: 'Go to Sign In',
  },
} as const;
