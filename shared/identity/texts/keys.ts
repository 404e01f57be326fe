/** What the command for keys says. */
export const keysTexts = {
  prepared: (which: 'signing' | 'cookies') =>
    `The next key for ${which} is prepared. Restart every server, one after the other; then take it into use: npm run keys -- rotate ${which}.`,
  preparedBefore: (which: 'signing' | 'cookies') =>
    `The next key for ${which} is prepared already. When every server was restarted since: npm run keys -- rotate ${which}.`,
  nextByCommand:
    'A command prints the master key (masterKey.command), and the next one has to come from it too: keep a new key there under another name (openssl rand -base64 32), write settings whose command prints that one, and name them with --to FILE. The server is started with them from then on.',
  rotated: {
    signing:
      'There is a new signing key; the server uses it from its next start. The one before is accepted for a day.',
    cookies: 'There is a new cookie key; the server uses it from its next start. The one before is accepted for a day.',
    master:
      'There is a new master key, and every store is encrypted anew. Make a backup now: older ones open with the key that they hold.',
  },
} as const;
