/** What the screens around one's own password say. */
export const passwordTexts = {
  current: 'Present Password',
  new: 'New Password',
  confirm: 'Confirm Password',
  submit: 'Submit',
  rules: 'Password rules',
  met: 'met',
  missing: 'Enter your present password.',
  mismatch: 'The two passwords are not the same.',
  rulesNotMet: 'This password does not meet every rule yet.',
  chosen: {
    title: 'Change Password',
    text: 'You stay signed in here and are signed out everywhere else.',
    done: 'Your password has been changed',
  },
  expired: {
    title: 'Your password has expired',
    text: 'Choose a new one to go on. Your present password has done its part: it proved who you are.',
    done: 'Your password has been changed',
  },
  reset: {
    title: 'Choose a new password',
    text: 'Your account was reset. Choose a password of your own to go on; the one-time code is used up.',
    done: 'Your password has been changed',
  },
  compromised: {
    title: 'My password may be known to someone',
    text: 'Choose a new password now. Every other session of your account ends at once, and the incident is filed.',
    done: 'Your password has been changed, and the incident is filed',
    report: (phone: string) => `Now report it to the HHS IT Customer Support Help Desk, ${phone}. Read them this:`,
    copy: 'Copy the report',
    copied: 'Copied',
  },
  close: 'Close',
} as const;
