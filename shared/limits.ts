const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** Every limit of the product, once. Durations are milliseconds. */
export const limits = {
  session: { absolute: 12 * hours },
  signIn: {
    /** Longer input is refused before it is hashed, so that nobody can make the server hash megabytes. */
    usernameCharacters: 128,
    passwordCharacters: 256,
    /** People leave a sign-in page open overnight; coming back to it must still lead where they were going. */
    pendingAuthorization: 24 * hours,
  },
  tokens: { authorizationCode: 1 * minutes, accessToken: 15 * minutes, idToken: 15 * minutes },
  passwordHashing: {
    /** OWASP's second recommended set for argon2id: 19 MiB, two passes, one lane. */
    memoryKiB: 19_456,
    passes: 2,
    lanes: 1,
    concurrent: 2,
    waiting: 64,
  },
  http: { bodyBytes: 256 * 1024, headerTimeout: 10 * seconds, requestTimeout: 30 * seconds },
  shutdown: 1500,
} as const;
