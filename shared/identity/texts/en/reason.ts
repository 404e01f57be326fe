/** What a form says that wants a reason for what is done. */
export const reason = {
  hint: 'For example a ticket number, or how you know the caller. It is kept in the audit trail with your name.',
  short: (least: number) => `Enter a reason of ${least} characters or more.`,
  cancel: 'Cancel',
} as const;
