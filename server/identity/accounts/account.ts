import type { LauncherStyle, Site } from '../../../shared/api/identity.ts';
import type { Role } from '../../../shared/roles.ts';
import { defineCollection } from '../../store/contract.ts';

export interface Account {
  readonly id: string;
  /** As its owner writes it; a string, because employee numbers begin with zeros. */
  readonly username: string;
  readonly usernameKey: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly sites: readonly Site[];
  /** PHC string, argon2id. */
  readonly passwordHash: string;
  /** The person's own choice; the deployment's default holds where there is none. */
  readonly launcher?: LauncherStyle;
}

export const accounts = defineCollection<Account>()({
  name: 'accounts',
  lifetime: 'lasting',
  indexes: ['usernameKey'],
});
