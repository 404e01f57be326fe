/** What the page of the security questions says. */
export const questionTexts = {
  title: 'Change Security Questions',
  explanation:
    'Choose three questions that only you can answer. You are asked for the answers when you have forgotten your password. Small and capital letters, extra spaces and punctuation make no difference.',
  alreadySet: 'You have set your questions before. What you submit here replaces all three.',
  question: (number: number) => `Security question ${number}`,
  choose: 'Choose a question',
  answer: (number: number) => `Response ${number}`,
  answerHint: (minimum: number, maximum: number) =>
    `${minimum} to ${maximum} characters, without words from the question or your username.`,
  password: 'Present password',
  passwordHint: 'To make sure that it is you who changes the questions.',
  submit: 'Submit',
  submitting: 'Submitting…',
  cancel: 'Cancel',
  refused: 'Your security questions are not changed yet',
  refusedFields: 'Look at the fields that are marked below. Everything you typed is still there.',
  failed: 'Your security questions were not changed',
  updated: 'Your security questions have been updated',
  updatedText: 'The new questions apply from now on. A message about this change is on its way to your email address.',
  close: 'Close',
  absent: 'Security questions are not used here',
  absentText: 'This deployment resets passwords by email alone.',
  reminder: {
    title: 'Set your security questions',
    text: 'You have not chosen security questions yet. You need them when you have forgotten your password.',
    action: { label: 'Set security questions', path: '/profile/questions' },
  },
  problems: {
    questionMissing: 'Choose a question.',
    questionAlike: 'You chose this question above. Choose a different one.',
    answerMissing: 'Enter your response.',
    answerShort: (minimum: number) =>
      `Enter at least ${minimum} letters or digits. Spaces and punctuation are not counted.`,
    answerLong: (maximum: number) => `Shorten your response to ${maximum} characters or fewer.`,
    answerHasUsername: 'Leave your username out of the response.',
    answerRepeatsQuestion: 'Leave the words of the question out of your response.',
    answerCommon: 'Many people would answer this. Give a response that only you know, or choose another question.',
    answerAlike: 'You gave this response above. Every response must be different.',
    passwordMissing: 'Enter your present password.',
    passwordWrong: 'This is not your present password. Type it again.',
  },
} as const;
