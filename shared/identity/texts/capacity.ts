/** What administrators are told before the embedded store becomes slow. */
export const capacityTexts = {
  near: 'The number of accounts comes near to what the built-in store holds well',
  over: 'There are more accounts than the built-in store holds well',
  text: (accounts: number, comfortable: number) =>
    `There are ${accounts.toLocaleString('en-US')} accounts; up to ${comfortable.toLocaleString('en-US')} are comfortable. Beyond that every change makes everybody wait. Move this server to PostgreSQL.`,
} as const;
