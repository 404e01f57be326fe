import type { AdministrationDeps, Operator } from '../administration/deps.ts';
import type { EndSessionDeps } from '../sessions/end-session.ts';

export type ImportDeps = Pick<AdministrationDeps, 'store' | 'hashing' | 'keys' | 'clock' | 'audit' | 'mail'> &
  Pick<AdministrationDeps, 'deployment' | 'timeZone'> &
  EndSessionDeps;

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly partial: boolean;
  /** Whether accounts that are here may be changed. */
  readonly update: boolean;
  /** Whether one person alone asks for it where two are wanted: then no administrator is made or changed. */
  readonly alone?: boolean;
  /** Whom the audit trail names. */
  readonly by: Operator['by'];
  /** How many hashes are made at once; a server keeps places free for those who sign in. */
  readonly atOnce: number;
  readonly progress?: (at: ImportProgress) => void;
}

/** Of accounts whose hash is made, of how many; then of what is written. */
export type ImportProgress =
  | { readonly ready: number; readonly of: number }
  | { readonly created: number; readonly updated: number };
