import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { faultCauses } from './fault-causes.ts';
import { closed } from '../fields.ts';

/** Files of HL7 messages: sent by a person of a site, or at Web FTP Upload [I7, I10]. */

/** Base64, a third longer than the file. */
const content = Type.String({ minLength: 4, maxLength: Math.ceil(limits.hl7.fileBytes / 3) * 4 });
const fileName = Type.String({ minLength: 1, maxLength: 200 });

export const Transfer = Type.Object({
  id: Type.String(),
  at: Type.Number(),
  fileName: Type.String(),
  site: Type.String(),
  by: Type.String(),
  /** `stopped`: the server ended, or could not go on; the same file can be sent again. */
  state: Type.Enum(['working', 'done', 'stopped']),
  /** Of the file that is worked through, from 0 to 1. */
  progress: Type.Number(),
  messages: Type.Integer(),
  accepted: Type.Integer(),
  /** Something of the message was not stored. */
  inPart: Type.Integer(),
  refused: Type.Integer(),
});
export type Transfer = Static<typeof Transfer>;

export const TransferAnswer = Type.Object({
  id: Type.String(),
  controlId: Type.String(),
  kind: Type.String(),
  answer: Type.Enum(['AA', 'AE', 'AR']),
  faults: Type.Array(
    Type.Object({
      severity: Type.Enum(['E', 'W', 'I']),
      at: Type.String(),
      cause: Type.Enum(faultCauses),
      text: Type.String(),
    }),
  ),
});
export type TransferAnswer = Static<typeof TransferAnswer>;

export const TransferDetails = Type.Object({
  ...Transfer.properties,
  /** Those that were not taken as they were, first; as many as a page shows. */
  answers: Type.Array(TransferAnswer),
});
export type TransferDetails = Static<typeof TransferDetails>;

export const Transfers = Type.Object({ transfers: Type.Array(Transfer), timeZone: Type.String() });
const SentFile = Type.Object({ siteId: Type.String({ maxLength: 64 }), fileName, content }, closed);
const Sent = Type.Object({ id: Type.String() });
const TransferParams = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed);

export const UploadAccount = Type.Object({
  site: Type.Object({ id: Type.String(), name: Type.String() }),
  username: Type.Union([Type.String(), Type.Null()]),
});
export type UploadAccount = Static<typeof UploadAccount>;

const password = Type.String({ minLength: 1, maxLength: limits.signIn.passwordCharacters });

export const exchangeApi = {
  transfers: endpoint({
    method: 'GET',
    path: '/api/message-files',
    access: 'recorder',
    answer: Transfers,
    problems: ['statement-required'],
  }),
  transfer: endpoint({
    method: 'GET',
    path: '/api/message-files/:id',
    access: 'recorder',
    params: TransferParams,
    answer: TransferDetails,
    problems: ['statement-required', 'not-found'],
  }),
  send: endpoint({
    method: 'POST',
    path: '/api/message-files',
    access: 'recorder',
    request: SentFile,
    answer: Sent,
    problems: ['statement-required', 'portal-unreachable', 'too-large', 'too-many-requests', 'record-refused'],
  }),
  uploadAccounts: endpoint({
    method: 'GET',
    path: '/api/upload-accounts',
    access: 'recorder',
    answer: Type.Object({ accounts: Type.Array(UploadAccount) }),
    problems: ['statement-required'],
  }),
  /** Gives a site its account at Web FTP Upload, or that account a new password. */
  giveUploadAccount: endpoint({
    method: 'POST',
    path: '/api/upload-accounts',
    access: 'recorder',
    request: Type.Object({ siteId: Type.String({ maxLength: 64 }) }, closed),
    answer: Type.Object({ username: Type.String(), password: Type.String() }),
    problems: ['statement-required', 'portal-unreachable', 'record-refused', 'not-permitted'],
  }),
};

/** Web FTP Upload's own, behind its own sign-in. */
export const uploadApi = {
  session: endpoint({
    method: 'GET',
    path: '/api/web-ftp-upload',
    access: 'anyone',
    answer: Type.Object({
      username: Type.Union([Type.String(), Type.Null()]),
      site: Type.Union([Type.String(), Type.Null()]),
      training: Type.Boolean(),
    }),
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/web-ftp-upload/session',
    access: 'anyone',
    request: Type.Object(
      { username: Type.String({ minLength: 1, maxLength: limits.signIn.usernameCharacters }), password },
      closed,
    ),
    problems: ['sign-in-refused', 'sign-in-locked', 'too-many-requests'],
  }),
  signOut: endpoint({ method: 'DELETE', path: '/api/web-ftp-upload/session', access: 'anyone' }),
  changePassword: endpoint({
    method: 'PUT',
    path: '/api/web-ftp-upload/password',
    access: 'anyone',
    request: Type.Object({ current: password, next: password }, closed),
    problems: ['sign-in-required', 'password-wrong', 'password-refused', 'sign-in-locked'],
  }),
  transfers: endpoint({
    method: 'GET',
    path: '/api/web-ftp-upload/files',
    access: 'anyone',
    answer: Transfers,
    problems: ['sign-in-required'],
  }),
  transfer: endpoint({
    method: 'GET',
    path: '/api/web-ftp-upload/files/:id',
    access: 'anyone',
    params: TransferParams,
    answer: TransferDetails,
    problems: ['sign-in-required', 'not-found'],
  }),
  send: endpoint({
    method: 'POST',
    path: '/api/web-ftp-upload/files',
    access: 'anyone',
    request: Type.Object({ fileName, content }, closed),
    answer: Sent,
    problems: ['sign-in-required', 'too-large', 'too-many-requests', 'record-refused'],
  }),
};
