import { create } from 'zustand';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Candidate, ClientSummary, SearchAnswer } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { Reason, Sex } from '../../../../shared/applications/immtrac2/fields.ts';
import { call } from '../../../platform/api/client.ts';

export type Method = 'id' | 'basic' | 'smart';

const empty = {
  immtrac2Id: '',
  lastName: '',
  firstName: '',
  birthDate: '',
  sex: '',
  street: '',
  middleName: '',
  motherFirstName: '',
  motherMaidenName: '',
  phone: '',
  poBox: '',
  city: '',
  state: '',
  zip: '',
};
export type SearchFields = typeof empty;
export type SearchField = keyof SearchFields;
/** What has to be filled in, by the way of searching. */
export const needed = {
  id: ['immtrac2Id'],
  basic: ['lastName', 'firstName', 'birthDate'],
  smart: ['lastName', 'firstName', 'birthDate', 'sex', 'street'],
} as const satisfies Record<Method, readonly SearchField[]>;

export interface Found extends Partial<Omit<SearchAnswer, 'clients'>> {
  readonly clients: readonly (ClientSummary & Partial<Candidate>)[];
}

interface Search {
  readonly method: Method;
  readonly reason: Reason;
  readonly fields: SearchFields;
  readonly found: Found | undefined;
  readonly type: (field: SearchField, value: string) => void;
  readonly search: (method: Method) => void;
  readonly because: (reason: Reason) => void;
  readonly clear: () => void;
  /** Puts back what was typed before, as far as this form still has such fields. */
  readonly restore: (typed: Readonly<Record<string, string>>) => void;
  /** @returns what the registry answered; @throws ApiError */
  readonly find: () => Promise<Found>;
}

/** The search as it stands, kept in this page's memory only, so that it is still there on coming back from a client. */
export const useSearch = create<Search>()((set, get) => ({
  method: 'basic',
  reason: 'client-care',
  fields: empty,
  found: undefined,
  type: (field, value) => set(({ fields }) => ({ fields: { ...fields, [field]: value } })),
  search: (method) => set({ method, found: undefined }),
  because: (reason) => set({ reason }),
  clear: () => set({ fields: empty, found: undefined }),
  restore: (typed) => {
    const known = Object.keys(empty).map((field) => [field, typed[field] ?? '']);
    const fields = Object.fromEntries(known) as unknown as SearchFields;
    const method = fields.street || fields.sex ? 'smart' : fields.immtrac2Id ? 'id' : 'basic';
    set({ fields, method });
  },
  find: async () => {
    const { fields, method, reason } = get();
    set({ found: undefined });
    const found = await searchBy[method](fields, reason);
    set({ found });
    return found;
  },
}));

const searchBy: Record<Method, (fields: SearchFields, reason: Reason) => Promise<Found>> = {
  id: ({ immtrac2Id }, reason) => call(immtrac2Api.findById, { request: { immtrac2Id: immtrac2Id.trim(), reason } }),
  basic: ({ lastName, firstName, birthDate }, reason) =>
    call(immtrac2Api.findByName, { request: { lastName, firstName, birthDate, reason } }),
  smart: ({ immtrac2Id: _, ...fields }, reason) => {
    const typed = Object.entries(fields).filter(([, value]) => value.trim() !== '');
    const { lastName, firstName, birthDate, street } = fields;
    const sex = fields.sex as Sex;
    return call(immtrac2Api.search, {
      request: { ...Object.fromEntries(typed), lastName, firstName, birthDate, street, sex, reason },
    });
  },
};
