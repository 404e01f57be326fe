import { randomUUID } from 'node:crypto';
import { trainingSites } from '../../training/sites.ts';
import { en } from '../../../shared/identity/texts/en.ts';
import type { Clock } from '../../clock.ts';
import type { Account } from './account.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { usernameKey } from './username.ts';

/** The password of every training account; a training deployment shows it on its sign-in page. */
export const trainingPassword = 'Bluebonnet-2026!';

type TrainingAccount = Pick<Account, 'username' | 'name' | 'roles' | 'sites'> & { readonly who: string };

const { bluebonnet, pecan, juniper, cedar } = trainingSites;

const { who } = en.signIn.training;

export const trainingAccounts: readonly TrainingAccount[] = [
  {
    username: 'maria.garcia',
    name: 'Maria Garcia (Training)',
    who: who['maria.garcia'],
    roles: ['primary-vaccine-coordinator', 'point-of-contact', 'clinic-staff'],
    sites: [bluebonnet, pecan],
  },
  {
    username: 'john.smith',
    name: 'John Smith (Training)',
    who: who['john.smith'],
    roles: ['clinic-staff'],
    sites: [bluebonnet],
  },
  {
    username: '00001234567',
    name: 'Dana Employee (Training)',
    who: who['00001234567'],
    roles: ['state-employee'],
    sites: [],
  },
  {
    username: 'robin.signer',
    name: 'Robin Signer (Training)',
    who: who['robin.signer'],
    roles: ['authorized-signer', 'point-of-contact'],
    sites: [bluebonnet, juniper, cedar],
  },
  {
    username: 'sam.reviewer',
    name: 'Sam Reviewer (Training)',
    who: who['sam.reviewer'],
    roles: ['state-reviewer'],
    sites: [],
  },
  {
    username: 'support.lee',
    name: 'Lee Support (Training)',
    who: who['support.lee'],
    roles: ['customer-support'],
    sites: [],
  },
  {
    username: 'it.admin',
    name: 'Ira Admin (Training)',
    who: who['it.admin'],
    roles: ['administrator'],
    sites: [],
  },
];

export async function newTrainingAccounts(hashing: PasswordHashing, clock: Clock): Promise<Account[]> {
  // One for all: it is one password, and everybody can read it at the sign-in page.
  const hash = await hashing.hash(trainingPassword);
  return trainingAccounts.map(({ who: _who, ...account }) => ({
    ...account,
    id: randomUUID(),
    usernameKey: usernameKey(account.username),
    email: `${account.username}@training.example`,
    status: 'active',
    password: { hash, changedAt: clock.now() },
    formerPasswords: [],
    securityQuestions: [],
  }));
}
