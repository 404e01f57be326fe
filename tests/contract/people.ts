import { defineCollection } from '../../server/store/contract.ts';

export interface Person {
  readonly id: string;
  readonly team: string;
  readonly visits: number;
  readonly tags?: readonly string[];
}

export const people = defineCollection<Person>()({ name: 'people', lifetime: 'lasting', indexes: ['team'] });

export const ada: Person = { id: 'ada', team: 'red', visits: 0, tags: ['a'] };
