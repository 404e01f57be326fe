/** What the page says on which IT leaves kiosk mode. */
export const exitTexts = {
  title: 'Leave kiosk mode',
  explanation: 'For IT: the exit code ends the kiosk on this workstation. Whoever is signed in is signed out here.',
  code: 'Exit code',
  leave: 'Leave Kiosk Mode',
  back: 'Enterprise Portal',
  wrong: 'That is not the exit code.',
  /** @param minutes rounded up */
  wait: (minutes: number) =>
    `Too many wrong codes. The next can be tried ${minutes <= 1 ? 'in less than a minute' : `in ${minutes} minutes`}.`,
  noCode:
    'Policy sets no exit code for this workstation. Kiosk mode is left by changing the policy (KioskMode, KioskExitCodeHash).',
} as const;
