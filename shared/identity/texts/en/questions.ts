/** What the page of the security questions says. */
export const questions = {
  title: 'Change Security Questions',
  explanation:
    'Choose three questions that only you can answer. You will be asked for the answers if you forget your password. Uppercase and lowercase, extra spaces and punctuation do not matter.',
  alreadySet: 'You already set your questions. What you submit here replaces all three.',
  question: (number: number) => `Security question ${number}`,
  choose: 'Choose a question',
  answer: (number: number) => `Answer ${number}`,
  answerHint: (minimum: number, maximum: number) =>
    `${minimum} to ${maximum} characters, without words from the question or your username.`,
  password: 'Current password',
  passwordHint: 'To verify your identity.',
  submit: 'Submit',
  submitting: 'Submitting…',
  cancel: 'Cancel',
  refused: 'Your security questions are not changed yet',
  refusedFields: 'Check the fields marked below. Everything you typed is still there.',
  failed: 'Your security questions were not changed',
  updated: 'Your security questions have been updated',
  updatedText: 'Your new questions are in use now. We sent you an email about this change.',
  close: 'Close',
  absent: 'Security questions are not used here',
  absentText: 'This deployment resets passwords by email alone.',
  reminder: {
    title: 'Set your security questions',
    text: 'You have not chosen security questions yet. You need them if you forget your password.',
    action: 'Set security questions',
  },
  problems: {
    questionMissing: 'Choose a question.',
    questionAlike: 'You chose this question above. Choose a different one.',
    answerMissing: 'Enter your answer.',
    answerShort: (minimum: number) =>
      `Enter at least ${minimum} letters or digits. Spaces and punctuation are not counted.`,
    answerLong: (maximum: number) => `Shorten your answer to ${maximum} characters or fewer.`,
    answerHasUsername: 'Leave your username out of the answer.',
    answerRepeatsQuestion: 'Leave the words of the question out of your answer.',
    answerCommon: 'Many people would answer this. Give an answer that only you know, or choose another question.',
    answerAlike: 'You gave this answer above. Every answer must be different.',
    passwordMissing: 'Enter your current password.',
    passwordWrong: 'This is not your current password. Type it again.',
  },
} as const;
