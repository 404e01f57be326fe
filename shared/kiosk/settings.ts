import { type Static, type TOptional, Type } from 'typebox';
import { DeploymentKind, LauncherStyle, PasswordProfileIdSchema } from '../identity/api/identity.ts';
import { WhenLocked } from '../identity/api/session.ts';
import { type ApplicationId, applicationIdPattern, applicationIds } from '../applications/applications.ts';
import { Site } from '../identity/site.ts';
import { limits } from '../contract/limits.ts';
import { setUpAnswers } from '../identity/api/setup.ts';
import { ServiceSettings } from '../identity/api/services.ts';
import { type SupportTopic, supportTopics } from '../identity/support.ts';
import { roleIds } from '../identity/roles.ts';

const closed = { additionalProperties: false } as const;

const WebAddress = Type.String({ format: 'uri', pattern: '^https?://' });
const RoleList = Type.Array(Type.Enum(roleIds), { minItems: 1 });

const announced = {
  title: Type.String({ minLength: 1, maxLength: 80 }),
  paragraphs: Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), { minItems: 1, maxItems: 10 }),
};

/** What ImmTrac2 tells everybody on their way in, from one day through another. */
export const AnnouncementSettings = Type.Object(
  {
    ...announced,
    /** For who reads another language; whoever has none of it reads the English. */
    translations: Type.Optional(Type.Object({ es: Type.Optional(Type.Object(announced, closed)) }, closed)),
    from: Type.String({ format: 'date' }),
    until: Type.Optional(Type.String({ format: 'date' })),
  },
  closed,
);
export type AnnouncementSettings = Static<typeof AnnouncementSettings>;

/** What signs an ID token. Libraries that expect RS256 unless they are told otherwise can be given that. */
export const SigningAlgorithm = Type.Enum(['ES256', 'RS256']);
export type SigningAlgorithm = Static<typeof SigningAlgorithm>;

/** An OpenID Connect client that is not part of this product; names follow the standard's registration. */
export const ClientSettings = Type.Object(
  {
    id: Type.String({ pattern: applicationIdPattern }),
    name: Type.String({ minLength: 1, maxLength: 60 }),
    description: Type.Optional(Type.String({ maxLength: 200 })),
    /** Where the portal's launcher leads; without it the application only signs on. */
    address: Type.Optional(WebAddress),
    /** Further origins that its window needs, such as those of a sign-in of its own. */
    origins: Type.Optional(Type.Array(WebAddress)),
    openTo: Type.Optional(RoleList),
    /** One of the three: how the client proves itself. */
    secret: Type.Optional(Type.String({ minLength: 32 })),
    secretFile: Type.Optional(Type.String({ minLength: 1 })),
    jwks: Type.Optional(Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1 }) })),
    tokenEndpointAuthMethod: Type.Optional(Type.Enum(['client_secret_basic', 'client_secret_post'])),
    /** `optional` for clients that know no PKCE (RFC 7636); they have to send a nonce then (RFC 9700, 2.1.1). */
    pkce: Type.Optional(Type.Enum(['required', 'optional'])),
    /** ES256 without it. */
    idTokenSignedResponseAlg: Type.Optional(SigningAlgorithm),
    /** Where people sign on; without it the client is a system that only calls by itself. */
    redirectUris: Type.Optional(Type.Array(WebAddress, { minItems: 1 })),
    postLogoutRedirectUris: Type.Optional(Type.Array(WebAddress)),
    backchannelLogoutUri: Type.Optional(WebAddress),
    /** What the application may do by itself, by client credentials; nothing without it [J2]. */
    services: Type.Optional(ServiceSettings),
  },
  closed,
);
export type ClientSettings = Static<typeof ClientSettings>;

const ContactSettings = Type.Object(
  {
    name: Type.String({ minLength: 1 }),
    email: Type.Optional(Type.String({ minLength: 3 })),
    phone: Type.Optional(Type.String({ minLength: 1 })),
  },
  closed,
);

const OutsideApplication = Type.Object({ address: WebAddress, origins: Type.Optional(Type.Array(WebAddress)) }, closed);

/** A name or an address of this machine; what it may be beyond its form, the certificate says. */
const HostName = Type.String({ pattern: String.raw`^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$`, maxLength: 253 });

const DatabaseHost = Type.String({ minLength: 1, maxLength: 259 });

/** Where a large deployment keeps its records [R2]; without it, in the data folder. */
export const PostgresSettings = Type.Object(
  {
    /**
     * A name or an address; or the folder of a local socket, which begins with a slash. Or several, each with a port of its own
     * where it has one (`db2.clinic.example:5433`), of which the server uses whichever takes writes [R7].
     */
    host: Type.Union([DatabaseHost, Type.Array(DatabaseHost, { minItems: 1, maxItems: 8, uniqueItems: true })]),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    database: Type.String({ minLength: 1, maxLength: 63 }),
    user: Type.String({ minLength: 1, maxLength: 63 }),
    /** Not needed where the database knows its user by the local socket. */
    passwordFile: Type.Optional(Type.String({ minLength: 1 })),
    /** May be left out only for a database on this machine. */
    tls: Type.Optional(
      Type.Object(
        {
          /** PEM, where the database's certificate is signed by an authority that this machine does not know. */
          authorityFile: Type.Optional(Type.String({ minLength: 1 })),
        },
        closed,
      ),
    ),
    /** Connections at a time. */
    poolSize: Type.Optional(
      Type.Integer({ minimum: limits.database.poolSize.minimum, maximum: limits.database.poolSize.maximum }),
    ),
  },
  closed,
);
export type PostgresSettings = Static<typeof PostgresSettings>;

const FilePath = Type.String({ minLength: 1 });

/** A log collector that gets the audit trail as it grows [R4], as RFC 5424 and RFC 5425 have it. */
export const SyslogSettings = Type.Object(
  {
    /** `tls://NAME:PORT`, or `tcp://NAME:PORT` in clear; the usual ports are 6514 and 601. */
    address: Type.String({ minLength: 1, maxLength: 300 }),
    /** PEM, where the collector's certificate is signed by an authority that this machine does not know. */
    authorityFile: Type.Optional(FilePath),
    /** What this server shows of itself, where the collector wants that. */
    certificateFile: Type.Optional(FilePath),
    keyFile: Type.Optional(FilePath),
  },
  closed,
);
export type SyslogSettings = Static<typeof SyslogSettings>;

/** The settings file of a server (`--settings FILE`), JSON. Everything in it is optional. */
export const Settings = Type.Object(
  {
    deployment: Type.Optional(DeploymentKind),
    /** The zone in which its days begin and its times are written: an IANA name; without it America/Chicago. */
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    /** Where a clinic's server answers its workstations [R2]. Without it, only this machine is answered, without TLS. */
    server: Type.Optional(
      Type.Object(
        {
          /** Part of every address, in lower case; the certificate is for it. */
          name: HostName,
          /** This machine's, where not every network may reach the server. */
          listen: Type.Optional(Type.String({ minLength: 2, maxLength: 45 })),
          /** Proxies in front that say who is calling (X-Forwarded-For): addresses or networks. Others are not believed. */
          proxies: Type.Optional(Type.Array(Type.String({ minLength: 2, maxLength: 49 }))),
          tls: Type.Object(
            {
              /** PEM, the server's own certificate first. */
              certificateFile: Type.String({ minLength: 1 }),
              keyFile: Type.String({ minLength: 1 }),
              /** Who signed it, where that is the clinic itself: applications and the identity server call each other. */
              authorityFile: Type.Optional(Type.String({ minLength: 1 })),
            },
            closed,
          ),
        },
        closed,
      ),
    ),
    support: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Type.String({ minLength: 1 })),
          email: Type.Optional(Type.String({ minLength: 3 })),
          phone: Type.Optional(Type.String({ minLength: 1 })),
        },
        closed,
      ),
    ),
    /** Whom to ask about what else; for signing in it is `support` [H1]. */
    contacts: Type.Optional(
      Type.Object(
        Object.fromEntries(
          supportTopics.filter((topic) => topic !== 'signIn').map((topic) => [topic, Type.Optional(ContactSettings)]),
        ) as Record<Exclude<SupportTopic, 'signIn'>, TOptional<typeof ContactSettings>>,
        closed,
      ),
    ),
    /**
     * Answers of the first run [R6], beside `deployment` and `timeZone`, so that nobody is asked. The first administrator's
     * one-time code is shown where the server starts.
     */
    setup: Type.Optional(
      Type.Object(
        { clinic: setUpAnswers.clinic, administrator: setUpAnswers.administrator, site: setUpAnswers.site },
        closed,
      ),
    ),
    launcher: Type.Optional(LauncherStyle),
    signIn: Type.Optional(
      Type.Object(
        {
          failuresBeforeLock: Type.Optional(Type.Integer({ minimum: 3, maximum: 100 })),
          /** The first lock, the second, and every one after that. */
          lockMinutes: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 1440 }), { minItems: 1 })),
          attemptsPerAddressPerMinute: Type.Optional(Type.Integer({ minimum: 1 })),
        },
        closed,
      ),
    ),
    /** When a session ends [T1]. */
    session: Type.Optional(
      Type.Object(
        {
          idleMinutes: Type.Optional(Type.Integer(limits.session.idleMinutes)),
          warningSeconds: Type.Optional(Type.Integer(limits.session.warningSeconds)),
          absoluteHours: Type.Optional(Type.Integer(limits.session.absoluteHours)),
          whenLocked: Type.Optional(WhenLocked),
        },
        closed,
      ),
    ),
    /** Applications that join by OpenID Connect. */
    clients: Type.Optional(Type.Array(ClientSettings)),
    /** Real applications in place of bundled ones: where they are, and which other origins their windows need. */
    applications: Type.Optional(
      Type.Object(
        Object.fromEntries(applicationIds.map((id) => [id, Type.Optional(OutsideApplication)])) as Record<
          ApplicationId,
          TOptional<typeof OutsideApplication>
        >,
        closed,
      ),
    ),
    passwordProfile: Type.Optional(PasswordProfileIdSchema),
    /** What a second sign-in of one account on another workstation does to the first [S9]. */
    concurrentSignIn: Type.Optional(Type.Enum(['allow', 'end the first'])),
    /**
     * Whether people may sign in only at workstations that an administrator has enrolled [K8]. Administrators may anywhere:
     * somebody has to enrol the first.
     */
    enrolledWorkstationsOnly: Type.Optional(Type.Boolean()),
    mail: Type.Optional(
      Type.Object(
        {
          from: Type.Optional(Type.String({ minLength: 3 })),
          /** Without it mail is written to the data folder, which only a training deployment may do. */
          smtp: Type.Optional(
            Type.Object(
              {
                host: Type.String({ minLength: 1 }),
                port: Type.Integer({ minimum: 1, maximum: 65_535 }),
                secure: Type.Optional(Type.Boolean()),
                username: Type.Optional(Type.String()),
                passwordFile: Type.Optional(Type.String()),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** Prints the master key, where that is not in the data folder [K8]: a program and its arguments. */
    masterKey: Type.Optional(
      Type.Object({ command: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 50 }) }, closed),
    ),
    store: Type.Optional(Type.Object({ postgres: PostgresSettings }, closed)),
    /** Who may read `/metrics` from elsewhere: whoever shows the token in this file [R5]. */
    metrics: Type.Optional(Type.Object({ tokenFile: Type.String({ minLength: 1 }) }, closed)),
    administration: Type.Optional(
      Type.Object(
        {
          /** Whether what cannot be undone waits until another administrator has approved it [R3]. */
          secondPerson: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
    audit: Type.Optional(
      Type.Object(
        {
          syslog: Type.Optional(SyslogSettings),
          /** Whether entries have the network address of who asked; without it they have none. */
          sourceAddresses: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
    recovery: Type.Optional(Type.Object({ questionsOnly: Type.Optional(Type.Boolean()) }, closed)),
    /** In place of the Pandemic Message that ImmTrac2 comes with; an empty list shows none. */
    announcements: Type.Optional(Type.Array(AnnouncementSettings, { maxItems: 10 })),
    /** Messages that ImmTrac2 takes over MLLP within TLS [I7], with the server's own certificate; needs `server`. */
    mllp: Type.Optional(
      Type.Object(
        {
          port: Type.Integer({ minimum: 1, maximum: 65_535 }),
          senders: Type.Array(
            Type.Object(
              {
                /** Stands in the audit trail. */
                id: Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' }),
                name: Type.String({ minLength: 1, maxLength: 60 }),
                /** PEM, the certificate that this system shows: nobody else's is taken. */
                certificateFile: Type.String({ minLength: 1 }),
                sites: Type.Array(Site, { minItems: 1 }),
              },
              closed,
            ),
            { minItems: 1 },
          ),
        },
        closed,
      ),
    ),
    /** Where ImmTrac2's Forms and User Training buttons lead. */
    links: Type.Optional(
      Type.Object(
        {
          forms: Type.Optional(WebAddress),
          userTraining: Type.Optional(WebAddress),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Settings = Static<typeof Settings>;
