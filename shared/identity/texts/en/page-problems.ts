/** What only a page can say went wrong: no server answered, or none of this version. */
export const pageProblems = {
  unreachable: 'The server cannot be reached. What you typed is still here; try again in a moment.',
  answerUnknown: 'This page is out of date. Load the page again. If that does not help, tell your administrator.',
} as const;
