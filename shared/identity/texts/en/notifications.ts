/** What the server tells a person on the portal's home; what applications have to say is in their own words. */
export const notifications = {
  passwordExpires: {
    title: (day: string) => `Your password expires on ${day}`,
    text: 'Choose a new one before that day.',
  },
  agreementChanges: {
    title: (agreement: string, day: string) => `A new version of the ${agreement} takes effect on ${day}`,
    text: (version: string) =>
      `From that day on, you are asked to read and sign version ${version} before you open an application.`,
  },
  agreementAccepted: {
    title: (agreement: string) => `You accepted the ${agreement}`,
    text: (version: string, day: string) => `Version ${version}, on ${day}. You are asked again when its text changes.`,
  },
  approvals: {
    title: (waiting: number) =>
      waiting === 1 ? 'One request waits for your approval' : `${waiting} requests wait for your approval`,
    text: 'Another administrator asked for something that needs two people. Approve or refuse it.',
    action: 'Look at the Requests',
  },
  training: {
    title: 'This is a training deployment',
    text: 'All clients, orders and organizations in it are made up. Practice freely: nothing is reported to the State.',
  },
  concurrentUse: {
    title: 'Your account is also signed in at another workstation',
    text: (since: string, where: string) =>
      `Since ${since}, ${where}. Usernames are personal. If that is not you, change your password now.`,
    inBrowser: 'in another browser',
    atWorkstation: (name: string) => `at the workstation “${name}”`,
  },
} as const;
