import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { defineCollection } from '../../../store/contract.ts';
import type { Fault } from './faults.ts';

/** What became of one message [I7]: no text of it is kept, and no name. */
export interface ExchangeRecord {
  /** Of a report the digest of sender and message, so that the same one again is known. */
  readonly id: string;
  readonly at: number;
  /** The clinic's. */
  readonly day: CalendarDate;
  readonly sender: string;
  /** That the message is of, where it can be told. */
  readonly siteId?: string;
  /** The same, of a message that was not taken, or not all of it. */
  readonly rejectedOf?: string;
  readonly senderName: string;
  readonly via: 'http' | 'mllp' | 'page' | 'upload' | 'command';
  /** What it came in: a request, a file, a connection. */
  readonly transmission: string;
  readonly controlId: string;
  /** Such as VXU^V04; empty where nothing could be read. */
  readonly kind: string;
  readonly answer: 'AA' | 'AE' | 'AR';
  /** Of errors, each once; reports count them. */
  readonly causes: readonly FaultCause[];
  readonly faults: readonly Fault[];
  /** Opaque id of the client, where one was stored or shown. */
  readonly client?: string;
}

export const exchanges = defineCollection<ExchangeRecord>()({
  name: 'immtrac2-exchanges',
  lifetime: 'lasting',
  indexes: ['answer', 'transmission', 'rejectedOf'],
  order: 'day',
});

/** A file that somebody sent, and how far it was worked through. */
export interface TransferRecord {
  readonly id: string;
  readonly at: number;
  /** When whoever works on it last said so. */
  readonly seenAt: number;
  readonly siteId: string;
  readonly siteName: string;
  readonly sender: string;
  readonly senderName: string;
  readonly fileName: string;
  readonly state: 'working' | 'done' | 'stopped';
  readonly progress: number;
  readonly messages: number;
  readonly accepted: number;
  readonly inPart: number;
  readonly refused: number;
}

export const transfers = defineCollection<TransferRecord>()({
  name: 'immtrac2-transfers',
  lifetime: 'lasting',
  indexes: ['siteId'],
});

/** An account of Web FTP Upload [I10]. */
export interface UploadAccountRecord {
  readonly id: string;
  readonly siteId: string;
  readonly siteName: string;
  readonly username: string;
  readonly passwordHash: string;
}

export const uploadAccounts = defineCollection<UploadAccountRecord>()({
  name: 'immtrac2-upload-accounts',
  lifetime: 'lasting',
  indexes: ['siteId', 'username'],
});

interface UploadSession {
  /** Digest of its token. */
  readonly id: string;
  readonly accountId: string;
  readonly usedAt: number;
  readonly endsAt: number;
}

export const uploadSessions = defineCollection<UploadSession>()({
  name: 'immtrac2-upload-sessions',
  lifetime: 'session',
  indexes: ['accountId'],
});

interface UploadTries {
  /** Digest of the name that was typed. */
  readonly id: string;
  readonly failures: number;
  readonly locks: number;
  readonly lockedUntil: number;
  readonly at: number;
}

export const uploadTries = defineCollection<UploadTries>()({
  name: 'immtrac2-upload-tries',
  lifetime: 'session',
  indexes: [],
});
