import { create } from 'zustand';
import { immtrac2Api } from '../../../../shared/applications/immtrac2/api.ts';
import type { Candidate, ClientSummary, SearchAnswer } from '../../../../shared/applications/immtrac2/clients/api.ts';
import type { Reason, Sex } from '../../../../shared/applications/immtrac2/fields.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type ApiError, call } from '../../../platform/api/client.ts';

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
/** Fields that are blank, or that the server refused. */
export type SearchErrors = Partial<Record<SearchField, 'blank' | FieldProblem>>;

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
  readonly errors: SearchErrors;
  readonly found: Found | undefined;
  readonly problem: ApiError | undefined;
  readonly busy: boolean;
  readonly type: (field: SearchField, value: string) => void;
  readonly search: (method: Method) => void;
  readonly because: (reason: Reason) => void;
  readonly clear: () => void;
  /** Puts back what was typed before, as far as this form still has such fields. */
  readonly restore: (typed: Readonly<Record<string, string>>) => void;
  /** @returns what the registry answered */
  readonly find: () => Promise<Found | undefined>;
}

const nothing = { errors: {}, found: undefined, problem: undefined, busy: false };

/** The search as it stands, kept in this page's memory only, so that it is still there on coming back from a client. */
export const useSearch = create<Search>()((set, get) => ({
  method: 'basic',
  reason: 'client-care',
  fields: empty,
  ...nothing,
  type: (field, value) =>
    set(({ fields, errors }) => ({ fields: { ...fields, [field]: value }, errors: without(errors, field) })),
  search: (method) => set({ method, ...nothing }),
  because: (reason) => set({ reason }),
  clear: () => set({ fields: empty, ...nothing }),
  restore: (typed) => {
    const known = Object.keys(empty).map((field) => [field, typed[field] ?? '']);
    const fields = Object.fromEntries(known) as unknown as SearchFields;
    const method = fields.street || fields.sex ? 'smart' : fields.immtrac2Id ? 'id' : 'basic';
    set({ fields, method });
  },
  find: async () => {
    const { fields, method, reason } = get();
    const errors = errorsOf(fields, method);
    set({ ...nothing, errors });
    if (Object.keys(errors).length > 0) return undefined;
    set({ busy: true });
    try {
      const found = await searchBy[method](fields, reason);
      set({ ...nothing, found });
      return found;
    } catch (error) {
      const problem = error as ApiError;
      const birthDate = problem.fields.find(({ field }) => field === 'birthDate');
      set(birthDate ? { ...nothing, errors: { birthDate } } : { ...nothing, problem });
      return undefined;
    }
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

function errorsOf(fields: SearchFields, method: Method): SearchErrors {
  const blank = needed[method].filter((field) => fields[field].trim() === '');
  return Object.fromEntries(blank.map((field) => [field, 'blank' as const]));
}

function without(errors: SearchErrors, field: SearchField): SearchErrors {
  const { [field]: _, ...rest } = errors;
  return rest;
}
