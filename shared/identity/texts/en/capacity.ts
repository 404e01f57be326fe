/** What administrators are told before there is more than the embedded store holds well. */
export const capacity = {
  near: 'The number of accounts comes near to what the built-in store holds well',
  over: 'There are more accounts than the built-in store holds well',
  text: (accounts: number, comfortable: number) =>
    `There are ${accounts.toLocaleString('en-US')} accounts; up to ${comfortable.toLocaleString('en-US')} are comfortable. Beyond that the server needs more memory and takes longer to start. Move it to PostgreSQL.`,
} as const;
