import { credentialLimits } from './credential-limits.ts';

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

/** Every limit of the product, once. Durations are milliseconds. */
export const limits = {
  tls: {
    /** How often the server looks whether its certificate was renewed. */
    renewalEvery: 1 * minutes,
    /** From so many days before its end on, `serve --check` says that it has to be renewed. */
    renewInDays: 30,
  },
  session: {
    /** Since the last thing a person did, in the portal or any application [T1]. Policy: `session.idleMinutes`. */
    idle: 15 * minutes,
    idleMinutes: { minimum: 1, maximum: 60 },
    /** How long before the end every window says so [T2]; at most half of the idle limit. WCAG 2.2.1: at least 20 s. */
    warning: 2 * minutes,
    warningSeconds: { minimum: 20, maximum: 600 },
    absolute: 12 * hours,
    absoluteHours: { minimum: 1, maximum: 24 },
    /** Activity is reported at most this often; each report says when exactly the last input was. */
    reportEvery: 15 * seconds,
    /** A workstation that looks locked for so long counts as locked. Shorter, somebody looked at Ctrl+Alt+Del [T5]. */
    lockedAfter: 10 * seconds,
    /** After a start, reports of what people did while the server was away come in before anything is swept. */
    startGrace: 5 * seconds,
    /** A browser that comes back to sign in is told why its session ended, for as long as this. */
    endedKept: 1 * hours,
    /** How often the server looks for sessions that are over, and sends a sign of life on event streams. */
    sweepEvery: 1 * seconds,
    heartbeat: 15 * seconds,
    /**
     * A session that was last used that much in the future was written before the clock was set back. Less may be the
     * difference between the clocks of two servers on one database.
     */
    clockTolerance: 10 * seconds,
  },
  /** What is kept for the same person to come back to [T4]. */
  comeBack: { keptFor: 24 * hours, windows: 16, addressCharacters: 2048 },
  drafts: { keptFor: 24 * hours, sweepEvery: 1 * hours, fields: 64, fieldCharacters: 4000, saveAfter: 300 },
  applicationSessions: { sweepEvery: 1 * hours },
  backchannelLogout: {
    retryAfter: [1 * seconds, 2 * seconds, 5 * seconds, 15 * seconds, 60 * seconds],
    givenUpAfter: 24 * hours,
    /** So long a person who signs out waits for applications to hear of it. */
    waitedFor: 1 * seconds,
  },
  signIn: {
    ...credentialLimits,
    /** People leave a sign-in page open over a weekend; coming back to it must still lead where they were going. */
    pendingAuthorization: 7 * days,
    /** The size of a request to sign on or out: it travels in addresses until it is answered. */
    requestCharacters: 6000,
    /** The address in an application to which a sign-in leads back, and how many may be under way in one browser. */
    returnCharacters: 400,
    pendingInOneBrowser: 3,
    failuresBeforeLock: 5,
    /** The first lock, the second, and every one after that. */
    lockDurations: [15 * minutes, 30 * minutes, 60 * minutes],
    /** A lock that long ago no longer lengthens the next. */
    locksForgottenAfter: 24 * hours,
    /** NIST SP 800-63B-4, 3.2.2: after so many failures in a row only a reset or support opens the account. */
    failuresBeforeReset: 100,
    /** Counted for one network address, over all usernames. */
    perAddress: {
      attempts: 300,
      window: 1 * minutes,
      addresses: 5000,
      /** A person who signs in opens several applications, some of them again and again. */
      signOnsForEachAttempt: 10,
    },
  },
  /**
   * Finding accounts by what is typed of them: so many letters of a word are kept to find by, and all digits of a number; of two
   * words together the first three letters. So many accounts stand on a page, and so many are read for one at most.
   */
  accountSearch: {
    textCharacters: 200,
    beginnings: { minimum: 2, maximum: 5 },
    numberDigits: 12,
    paired: 3,
    pairedWords: 5,
    sitesInWords: 20,
    page: 25,
    read: 200,
    readAtOnce: 100,
    cursorCharacters: 300,
  },
  password: { expiryWarning: 14 * days },
  /** Of what applications do by themselves; requests are those of one application. */
  services: {
    tokenLifetime: 10 * minutes,
    tokenKnownFor: 5 * seconds,
    tokensKnown: 1000,
    window: 1 * minutes,
    callsPerMinute: 600,
    answerWithin: 5 * seconds,
  },
  applicationEntries: {
    eventCharacters: 128,
    tokenCharacters: 128,
    ids: 8,
    /** So short that no sentence fits, so long that few names do. */
    idCharacters: { minimum: 8, maximum: 64 },
    requestsPerMinute: 6000,
  },
  roleChanges: { idCharacters: 64, sites: 1000, requestsPerMinute: 60 },
  /** Of administrators; `kept` counts those that are shown or will be. */
  announcements: {
    titleCharacters: 120,
    textCharacters: 1000,
    siteCharacters: 64,
    longest: 366 * days,
    kept: 50,
    listedAfterEnd: 366 * days,
    sweepEvery: 6 * hours,
  },
  notices: {
    keyCharacters: 128,
    /** Of an account, or of a site. */
    idCharacters: 64,
    titleCharacters: 120,
    textCharacters: 1000,
    labelCharacters: 60,
    addressCharacters: 2048,
    longest: 366 * days,
    /** Of all applications, and to one person. */
    kept: 50_000,
    shown: 50,
    /** Of all applications, by mail to one person. */
    mailsPerDay: 20,
    requestsPerMinute: 600,
    sweepEvery: 1 * hours,
  },
  /** How long before a new version takes effect, and after it was accepted, the portal says so. */
  agreement: {
    noticeDaysAhead: 14,
    noticeAfter: 7 * days,
    signatureCharacters: 200,
    titleCharacters: 120,
    textCharacters: 50_000,
    /** How often a server looks for versions that another on the same database has written. */
    readAgainAfter: 1 * minutes,
    /** People in the list of those who have not accepted. */
    listed: 20_000,
  },
  /** A language that somebody chose without signing in: whoever comes later begins as the browser asks. */
  language: { choiceLasts: 15 * minutes },
  recovery: {
    codeDigits: 8,
    codeLifetime: 30 * minutes,
    triesPerFlow: 5,
    codesPerHour: 3,
    codesPerDay: 5,
    /** Answers to the one question at the beginning, for each name, whether or not it is an account's. */
    answerTriesPerDay: 9,
    questionTriesPerDay: 3,
    questionsAsked: 3,
    flowLifetime: 60 * minutes,
  },
  /** The length of a code as it is pasted, with what a mail program put between its digits. */
  pastedCodeCharacters: 256,
  /** How much people who never sign in make the server keep, of each kind, and how often that is looked at. */
  strangers: { kept: 20_000, lookEvery: 1 * minutes },
  /** Given by an administrator or support: 60 bits, once, within a day. Before a code is shown, the owner is asked by mail. */
  reset: {
    codeSymbols: 12,
    codeLifetime: 24 * hours,
    /** The link that opens a new account. */
    firstUseLifetime: 7 * days,
    verification: { digits: 8, lifetime: 15 * minutes, tries: 5, perHour: 3, perDay: 10 },
  },
  /** 50 bits, shown where the server runs; so many wrong ones, and nobody sets it up for a while [R6]. */
  setUp: { codeSymbols: 10, tries: 10, lock: 15 * minutes },
  /** 50 bits, once, within a day. */
  enrolment: { codeSymbols: 10, codeLifetime: 24 * hours },
  questions: { chosen: 3, answerCharacters: { minimum: 3, maximum: 64 } },
  /** Commands beside a running server. A file of accounts takes up to two characters a byte in JSON, and a third more sealed. */
  control: { connections: 8, silence: 10 * seconds, bytes: 20 * 1024 * 1024 },
  /** A key is 44 characters; whoever keeps it may be on another machine. */
  masterKeyCommand: { timeout: 30_000, characters: 4096 },
  /** How often each process looks whether a job is due that none of them has done. */
  jobs: { lookEvery: 1 * minutes },
  /**
   * What is kept of a client whose consent was withdrawn, sealed and shown to nobody: so long it can be brought back by a new
   * consent; doses of a disaster stay longer. How often it is looked whose consent has ended. After a rest that long a form asks whether it is still the same client.
   */
  registry: {
    withdrawnKeptDays: 30,
    disasterKeptMonths: 5 * 12,
    lookEvery: 6 * hours,
    lookBackDays: 60,
    askedAgainAfter: 2 * minutes,
    /**
     * A Site Agreement is signed for so many months; days before, its site is told. After it the site has some days of grace,
     * then it only reads until the agreement is renewed. A signature on paper may be so old when it is entered.
     */
    agreement: { months: 12, noticeDaysAhead: [60, 30, 7], graceDays: 30, signedDaysBack: 60 },
  },
  /** Messages of other systems [I7]. */
  hl7: {
    messageBytes: 1024 * 1024,
    /** So much of a message that is too long is looked at, to say whose it is. */
    headerBytes: 4096,
    /** One request or file: a week of a large system. */
    transmissionBytes: 256 * 1024 * 1024,
    /** So much of a transmission is held in memory; more waits in a file. */
    heldBytes: 4 * 1024 * 1024,
    /** A file that a person sends; systems send more at a time. How many may wait. */
    fileBytes: 16 * 1024 * 1024,
    filesWaiting: 4,
    fileChunk: 64 * 1024,
    progressEvery: 500,
    /** Nobody works any more on a file that was not heard of for so long. */
    fileSilence: 2 * minutes,
    /** Over MLLP, at a time. */
    connections: 64,
    /** ERR segments of one answer; further faults are counted. */
    faults: 100,
    dosesOfMessage: 1000,
    /** The most clients that one query lists. */
    candidates: 10,
    /** So many messages of a batch wait for the disk together. */
    together: 32,
    /** Others have their turn at least so often while a batch is worked through. */
    turn: 20,
    /** What became of a message is kept so long, for reports and for one that comes again. */
    keptFor: 400 * days,
    sweepEvery: 6 * hours,
  },
  /** Records read at once and how long they are worked on before others get their turn, rows of one report, the longest time that one is about, and how long one is waited for. */
  reports: { slice: 50, turnAfter: 15, rows: 5000, months: 36, answerWithin: 2 * minutes },
  /** Resources of one answer, how long the link to the next one is good, and what one forecast is made of. */
  fhir: { page: { usual: 50, most: 100, lifetime: 10 * minutes }, forecastParameters: 200 },
  /**
   * Before an enrollment has to be renewed, its site is told so at each of these days; looked for so often. From the first on it
   * can be renewed. Of a lapse the site is told for so many days.
   */
  renewal: { noticeDaysAhead: 60, remindedDaysBefore: [60, 30, 7], lapseNoticeDays: 60, lookEvery: 6 * hours },
  /** What a site answers when it enrolls, and its letter. An enrollment is for a year. */
  enrollment: {
    months: 12,
    textCharacters: 200,
    storageUnits: 40,
    people: 1_000_000,
    calibrationMonths: 36,
    letterBytes: 3 * 1024 * 1024,
    letterNameCharacters: 120,
    commentCharacters: 1000,
    historyShown: 200,
    /** That the State sees in one list, the latest first. */
    reviewsShown: 500,
    /** Ask how things stand, without signing in: for each network address in a minute, and for each number in an hour. */
    status: { perAddress: 30, window: 1 * minutes, perNumber: 10, numberWindow: 1 * hours, sweepEvery: 1 * hours },
    confirmationSymbols: 8,
    /** How often what the identity server could not be told of an approval is tried again. */
    lookEvery: 1 * minutes,
  },
  /** Vaccine on the shelves of a site. */
  stock: {
    doses: 20_000,
    linesOfReceipt: 20,
    lotsOfSite: 1_000,
    fileCharacters: 300_000,
    fileRows: 2_000,
    noteCharacters: 500,
    /** Fewer say nothing. */
    reasonLeast: 3,
    movementsOfPage: 50,
    /** Doses of each product that a site has at most where no maximum was set: of what it keeps. */
    usualMaximum: 100,
    /** Days ahead from which on a lot counts as expiring. */
    expiringDays: 30,
    /** Of each month: the last day of the month's count. After it nothing is ordered until it is made. */
    countUntilDay: 5,
    /** Of the last so many days VAOS shows which doses were given. */
    givenDays: 30,
    /** Days back on which waste may be dated. */
    wasteDaysBack: 365,
  },
  /** In training nobody approves and ships; this is how often the simulated depot looks. */
  depot: { lookEvery: 1 * hours, allocatesEvery: 7 * days },
  /** Vaccine that is set aside for a site; answered or not, it is shown for so long. */
  allocations: { openFor: 48 * hours, shownFor: 30 * days, lookEvery: 1 * minutes },
  /** How often Syntropi tries again to take a role from somebody who was a coordinator. */
  owedRoles: { lookEvery: 1 * minutes, notBefore: 2 * minutes },
  /** When a server looks again at what another was delivering. */
  outbox: {
    lookAgainAfter: 500,
    /** When it looks again where its store could not be read or written. */
    afterFailure: 1 * seconds,
  },
  /** An end that the audit trail could not take: its entry has another time than the end from `lateAfter` on. */
  unrecordedEnds: { lookEvery: 5 * seconds, retryAfter: 5 * seconds, lateAfter: 1 * seconds },
  mail: {
    retryAfter: [1 * minutes, 5 * minutes, 30 * minutes, 2 * hours, 12 * hours],
    /** Waits of a mail that is of use for a while only, as a code is; the last wait again and again, until that is over. */
    retryWhileUseful: [15 * seconds, 30 * seconds, 1 * minutes, 1 * minutes, 2 * minutes],
  },
  tokens: {
    authorizationCode: 1 * minutes,
    idToken: 15 * minutes,
    /** The answer to a refresh may be lost, and windows of one application refresh at the same moment: so long it may come again. */
    usedAgainWithin: 10 * seconds,
  },
  passwordHashing: {
    /** OWASP's second recommended set for argon2id: 19 MiB, two passes, one lane. */
    memoryKiB: 19_456,
    passes: 2,
    lanes: 1,
    concurrent: 2,
    waiting: 64,
  },
  import: {
    fileBytes: 12 * 1024 * 1024,
    rows: 50_000,
    /** Of one that was not heard of for so long nothing more is coming. */
    silence: 2 * minutes,
    /** Accounts that are looked up, or written, in one step. */
    together: 500,
    nameCharacters: 200,
    /** The longest address that SMTP can carry (RFC 5321, 4.5.3.1.3, without its brackets). */
    emailCharacters: 254,
    sites: 200,
    siteIdCharacters: 64,
    hashCharacters: 512,
    /** Fields of accounts that a report shows as they are and as they will be. */
    shownChanges: 1000,
  },
  /** What an imported hash may ask of a sign-in: its first check runs with the old system's cost. */
  foreignHash: {
    saltBytes: { minimum: 1, maximum: 64 },
    bcryptCost: { minimum: 4, maximum: 14 },
    pbkdf2Iterations: { minimum: 1, maximum: 2_000_000 },
    argon2: { memoryKiB: 256 * 1024, passes: 10, lanes: 8, saltBytes: 8, digestBytes: { minimum: 16, maximum: 64 } },
  },
  /** Wrong exit codes: so many cost no wait, then each waits twice as long as the one before. */
  kioskExit: { freeTries: 5, firstWait: 1 * minutes, longestWait: 15 * minutes, counted: 100, codeCharacters: 256 },
  updates: {
    firstLookWithin: 2 * minutes,
    lookEvery: 4 * hours,
    /** The share of `lookEvery` by which it is sooner or later. */
    jitter: 0.1,
    appliedAfterQuiet: 2 * minutes,
  },
  /** How long a start that asks for an application waits for somebody to sign in. */
  starting: { requestKeptFor: 15 * minutes },
  /** PostgreSQL: what waits longer is refused, and can be tried again. */
  database: {
    poolSize: { usual: 10, minimum: 2, maximum: 100 },
    connect: 5 * seconds,
    statement: 15 * seconds,
    /** Longer than the server's own limit: only a server that fell silent gets there. */
    answer: 20 * seconds,
    lockWait: 10 * seconds,
    idleInTransaction: 60 * seconds,
    /** Transactions that others came between are done again. */
    retryFor: 5 * seconds,
    /** Works of several callers that are done in one transaction. */
    together: 64,
    /** The connection that processes hear each other by: how often it is tried, and when it is given up. */
    standing: { triedEvery: 5 * seconds, answer: 5 * seconds, againAfter: 500 },
    /**
     * Where a database has several servers: how often it is looked whether another is the primary, how long one may take to say,
     * and how long the others are waited for once one has.
     */
    primary: { lookEvery: 1 * seconds, answer: 2 * seconds, othersMayAnswer: 300 },
    /** A server whose clock is that far from the database's says so in the log. */
    clockDifference: 2 * seconds,
  },
  http: {
    bodyBytes: 256 * 1024,
    headerBytes: 16 * 1024,
    /** A request with more is refused. */
    headers: 128,
    /** Time from the connection, or the answer before, to the end of the headers; and to the end of the body. */
    headerTimeout: 10 * seconds,
    requestTimeout: 30 * seconds,
    /** How often connections are looked at for the two above: so much later may each of them end. */
    checkEvery: 2 * seconds,
    /** The rest between two requests of one connection. */
    keepAlive: 20 * seconds,
    /** A rest without a byte in either direction: clients that do not read. An import of a large file takes minutes to answer. */
    silence: 15 * minutes,
    tlsHandshake: 10 * seconds,
    requestsPerConnection: 1000,
    /** Each of the servers has so many; further ones are closed at once. */
    connections: 5000,
    /** How many of them one address may hold, for each that is still free: another machine, and this one itself. */
    connectionsOfOne: { others: 1, here: 4 },
    /** Requests that fail for the same lasting reason have one line in the log in that time. */
    outageLoggedEvery: 5 * seconds,
  },
  /** Bytes free for the data: less than the first is pointed out, with less than the second nothing should begin. */
  space: { low: 2 * 1024 ** 3, none: 200 * 1024 ** 2 },
  /** What the embedded store holds well, and from which share of it on that is said. */
  lowdb: {
    accounts: 10_000,
    announcedAt: 0.8,
    lookEvery: 1 * hours,
    /** Once a journal has so many bytes, its changes go into the snapshot. */
    journalBytes: 8 * 1024 * 1024,
  },
  /** How long an answer about readiness is given again, and how long a check may take. */
  health: { keptFor: 2 * seconds, checkWithin: 5 * seconds },
  /** The process is behind when two looks in a row come later than this; then requests are refused. */
  overload: { sampleEvery: 250, delay: 500, retryAfterSeconds: 2 },
  /** Windows of one application, beside its own: a page could fill the screen. */
  openedWindows: 8,
  /** What people look for in a page is less than a line. */
  findCharacters: 200,
  /** A file of the audit trail that has reached this many bytes is followed by another; so is one of a past month [R4]. */
  audit: { fileBytes: 16 * 1024 * 1024 },
  /**
   * How often it is looked for entries that the log collector does not have, how long it may take to be reached and rest while
   * it reads, how long a connection is held behind the last word, and when what failed is tried again; the last again and again.
   */
  syslog: {
    lookEvery: 1 * seconds,
    connect: 10 * seconds,
    silence: 30 * seconds,
    settle: 100,
    retryAfter: [1 * seconds, 5 * seconds, 15 * seconds, 30 * seconds, 1 * minutes],
  },
  /** Of one request: what it answers with, how many entries it reads, and the days that it may span. */
  accountHistory: { pageEntries: 20 },
  auditSearch: { termCharacters: 128, pageEntries: 500, readEntries: 20_000, days: 366 },
  /** How long a request waits for another administrator, how long it is listed, and how often old ones are looked for. */
  approvals: { openFor: 3 * days, keptFor: 90 * days, sweepEvery: 6 * hours, expiredEvery: 1 * minutes },
  /** Of an application's address that is tried. */
  connectionTest: { answerWithin: 5 * seconds },
  overview: {
    days: 14,
    certificateEndsWithin: 30 * days,
    backupOlderThan: 2 * days,
    mailWaitsFor: 5 * minutes,
    trailWaitsFor: 5 * minutes,
  },
  backup: {
    passphraseCharacters: { minimum: 12 },
    /** OWASP's first recommended set for scrypt: 128 MiB, since a stolen backup can be guessed at without end [R5]. */
    scrypt: { N: 2 ** 17, r: 8, p: 1 },
  },
  /** As long as the longest session: nobody is signed out by a rotation [K8]. */
  keys: { acceptedAfterRotation: 24 * hours },
  shutdown: 1500,
} as const;
