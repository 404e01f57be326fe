import { type Static, type TSchema, Type } from 'typebox';
import { ApplicationIdSchema, Language } from '../identity/api/identity.ts';
import { SessionClock } from '../identity/api/session.ts';
import { limits } from '../contract/limits.ts';
import { FirstRunCodes } from './embedded-server.ts';
import { barTexts, type NoticeName } from './texts/bar.ts';
import { type TroubleKind, troubleTexts } from './texts/trouble.ts';

/** Whose main frame may send a message; one preload belongs to each. */
export type IpcSender = 'portal' | 'bar' | 'exit';

/** What the page that asks for kiosk mode's exit code says [K5]: what came of the last try, and how long the next waits. */
const ExitState = Type.Object(
  { outcome: Type.Enum(['none', 'wrong', 'accepted', 'no code']), waitSeconds: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type ExitState = Static<typeof ExitState>;

interface IpcMessage {
  readonly from: IpcSender;
  readonly request: TSchema;
  readonly response: TSchema;
}

/** While the bar has its field for finding in the page. What is looked for stays in that field. */
const FindState = Type.Object(
  {
    /** Counts how often the field was asked for: each time it gets the keyboard. */
    asked: Type.Integer(),
    /** Null until the page has been searched. */
    found: Type.Union([
      Type.Object({ current: Type.Integer(), matches: Type.Integer() }, { additionalProperties: false }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
);

const noticeNames = Object.keys(barTexts.notices) as NoticeName[];
const troubleKinds = Object.keys(troubleTexts.kinds) as TroubleKind[];

/** What happened with the page below or with one of its files; the bar words it. */
const BarNotice = Type.Union([
  Type.Object(
    {
      kind: Type.Enum(['information', 'warning']),
      what: Type.Enum(noticeNames),
      /** Names that its words need: of a file, of a folder, of an origin. */
      about: Type.Array(Type.String()),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    { kind: Type.Literal('warning'), trouble: Type.Enum(troubleKinds), comesBack: Type.Boolean() },
    { additionalProperties: false },
  ),
]);
export type BarNotice = Static<typeof BarNotice>;

/** Every message between a page of ours and the shell. Pages of applications have no preload and send nothing. */
export const ipc = {
  'application.open': { from: 'portal', request: ApplicationIdSchema, response: Type.Null() },
  /** Whom the portal's page shows as signed in; answered when the shell has done what that means. */
  'session.changed': { from: 'portal', request: Type.Union([Type.String(), Type.Null()]), response: Type.Null() },
  /** The page has enrolled this workstation: the shell keeps what the server gave it, or says that it could not. */
  'workstation.enrolled': {
    from: 'portal',
    request: Type.Null(),
    response: Type.Object({ kept: Type.Boolean() }, { additionalProperties: false }),
  },
  /** What a kiosk with a server of its own shows before anybody can sign in [R6]; null twice where there is nothing. */
  'first-run.codes': { from: 'portal', request: Type.Null(), response: FirstRunCodes },
  'bar.state': {
    from: 'bar',
    request: Type.Null(),
    response: Type.Object(
      {
        application: ApplicationIdSchema,
        /** Where the page below is, outermost first [O1]. */
        roadmap: Type.Array(Type.String()),
        /** What the page below is, as Chromium knows it. */
        origin: Type.String(),
        name: Type.String(),
        /** Names of the person's sites. */
        sites: Type.Array(Type.String()),
        training: Type.Boolean(),
        /** Which the person chose; null where they chose none. */
        language: Type.Union([Language, Type.Null()]),
        /** A page of this product warns by itself; above any other the bar does [T2]. */
        bundled: Type.Boolean(),
        /** Whether a page opened this window, and so it can be closed from here. */
        isOpened: Type.Boolean(),
        /** Null until the server has said how long the session lasts. */
        clock: Type.Union([SessionClock, Type.Null()]),
        /** The zoom of the page below, in percent. */
        zoom: Type.Integer(),
        /** Whether policy lets the page be printed. */
        printing: Type.Boolean(),
        find: Type.Union([FindState, Type.Null()]),
        notice: Type.Union([BarNotice, Type.Null()]),
      },
      { additionalProperties: false },
    ),
  },
  'page.find': {
    from: 'bar',
    request: Type.Object(
      { text: Type.String({ maxLength: limits.findCharacters }), direction: Type.Enum(['first', 'next', 'previous']) },
      { additionalProperties: false },
    ),
    response: Type.Null(),
  },
  'page.end-find': { from: 'bar', request: Type.Null(), response: Type.Null() },
  'page.close': { from: 'bar', request: Type.Null(), response: Type.Null() },
  'page.print': { from: 'bar', request: Type.Null(), response: Type.Null() },
  'page.reset-zoom': { from: 'bar', request: Type.Null(), response: Type.Null() },
  'notice.close': { from: 'bar', request: Type.Null(), response: Type.Null() },
  /** As it stands, or with the page that says whom to ask [H1]. */
  'portal.show': { from: 'bar', request: Type.Union([Type.Null(), Type.Literal('help')]), response: Type.Null() },
  'session.end': { from: 'bar', request: Type.Null(), response: Type.Null() },
  /** The person at the bar stays signed in. */
  'session.stay': { from: 'bar', request: Type.Null(), response: Type.Null() },
  'exit.state': { from: 'exit', request: Type.Null(), response: ExitState },
  /** The code as typed; it is checked and forgotten. */
  'exit.try': {
    from: 'exit',
    request: Type.String({ maxLength: limits.kioskExit.codeCharacters }),
    response: ExitState,
  },
  'exit.cancel': { from: 'exit', request: Type.Null(), response: Type.Null() },
} as const satisfies Record<string, IpcMessage>;

export type IpcChannel = keyof typeof ipc;
export type IpcRequest<C extends IpcChannel> = Static<(typeof ipc)[C]['request']>;
export type IpcResponse<C extends IpcChannel> = Static<(typeof ipc)[C]['response']>;
export type BarState = IpcResponse<'bar.state'>;

/** Sent to a bar when what it shows has changed; it then asks for its state. */
export const barChanged = 'bar.changed';

/** What the portal's page finds as `window.kiosk`. */
export interface KioskForPortal {
  openApplication(application: IpcRequest<'application.open'>): Promise<null>;
  sessionChanged(username: IpcRequest<'session.changed'>): Promise<null>;
  enrolled(): Promise<IpcResponse<'workstation.enrolled'>>;
  /** Missing in a kiosk that is older than the server of its clinic. */
  firstRunCodes?(): Promise<IpcResponse<'first-run.codes'>>;
}

/** What the bar's page finds as `window.kiosk`. */
export interface KioskForBar {
  state(): Promise<BarState>;
  onChange(listener: () => void): void;
  showPortal(page: IpcRequest<'portal.show'>): Promise<null>;
  signOut(): Promise<null>;
  staySignedIn(): Promise<null>;
  find(request: IpcRequest<'page.find'>): Promise<null>;
  endFind(): Promise<null>;
  closePage(): Promise<null>;
  print(): Promise<null>;
  resetZoom(): Promise<null>;
  closeNotice(): Promise<null>;
}

/** What the page that asks for the exit code finds as `window.kiosk`. */
export interface KioskForExit {
  state(): Promise<ExitState>;
  try(code: IpcRequest<'exit.try'>): Promise<ExitState>;
  cancel(): Promise<null>;
}
