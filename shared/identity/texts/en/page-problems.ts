/** What only a page can say went wrong: no server answered, or none of this version. */
export const pageProblems = {
  unreachable: 'The server cannot be reached. What you typed is still here; try again in a moment.',
  answerUnknown: 'This page is out of date. Load the page again. If that does not help, tell your administrator.',
  noCookies: (host: string) =>
    `The portal uses a cookie to keep you signed in, and this browser does not keep it. Allow cookies for ${host} in the browser’s settings, or leave private browsing if it blocks them. Then try again. If you cannot change that, contact your IT department.`,
} as const;
