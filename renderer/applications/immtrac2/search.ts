import { create } from 'zustand';
import { type ClientsFound, type ClientSummary, immtrac2Api } from '../../../shared/applications/immtrac2/api.ts';
import { immtrac2Texts } from '../../../shared/applications/immtrac2/texts.ts';
import { type ApiError, call } from '../../platform/api/client.ts';

export interface SearchFields {
  readonly immtrac2Id: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: string;
}

export type SearchErrors = Partial<Record<keyof SearchFields, string>>;

interface Search {
  readonly fields: SearchFields;
  readonly errors: SearchErrors;
  readonly found: readonly ClientSummary[] | undefined;
  readonly problem: ApiError | undefined;
  readonly busy: boolean;
  readonly type: (field: keyof SearchFields, value: string) => void;
  readonly clear: () => void;
  /** Puts back what was typed before, as far as this form still has such fields. */
  readonly restore: (typed: Readonly<Record<string, string>>) => void;
  /** @returns whether the registry answered */
  readonly find: () => Promise<boolean>;
}

const empty: SearchFields = { immtrac2Id: '', lastName: '', firstName: '', birthDate: '' };
const nothing = { errors: {}, found: undefined, problem: undefined, busy: false };

/** The search as it stands, kept in this page's memory only, so that it is still there on coming back from a client. */
export const useSearch = create<Search>()((set, get) => ({
  fields: empty,
  ...nothing,
  type: (field, value) =>
    set(({ fields, errors }) => ({ fields: { ...fields, [field]: value }, errors: without(errors, field) })),
  clear: () => set({ fields: empty, ...nothing }),
  restore: (typed) => {
    const known = Object.keys(empty).map((field) => [field, typed[field] ?? '']);
    set({ fields: Object.fromEntries(known) as unknown as SearchFields });
  },
  find: async () => {
    const { fields } = get();
    const errors = errorsOf(fields);
    set({ ...nothing, errors });
    if (Object.keys(errors).length > 0) return false;
    set({ busy: true });
    try {
      set({ ...nothing, found: (await search(fields)).clients });
      return true;
    } catch (error) {
      const problem = error as ApiError;
      const birthDate = problem.fields.find(({ field }) => field === 'birthDate');
      set(
        birthDate
          ? { ...nothing, errors: { birthDate: `${immtrac2Texts.find.birthDate} ${birthDate.message}.` } }
          : { ...nothing, problem },
      );
      return false;
    }
  },
}));

function search({ immtrac2Id, ...named }: SearchFields): Promise<ClientsFound> {
  return immtrac2Id.trim()
    ? call(immtrac2Api.findById, { request: { immtrac2Id: immtrac2Id.trim() } })
    : call(immtrac2Api.findByName, { request: named });
}

function errorsOf({ immtrac2Id, lastName, firstName, birthDate }: SearchFields): SearchErrors {
  const { idAlone, missing } = immtrac2Texts.find;
  const named = { lastName: lastName.trim(), firstName: firstName.trim(), birthDate };
  const filled = Object.values(named).filter(Boolean).length;
  if (immtrac2Id.trim()) return filled > 0 ? { immtrac2Id: idAlone } : {};
  if (filled === 0) return { immtrac2Id: missing.immtrac2Id };
  const blank = (Object.keys(named) as (keyof typeof named)[]).filter((field) => named[field] === '');
  return Object.fromEntries(blank.map((field) => [field, missing[field]]));
}

function without(errors: SearchErrors, field: keyof SearchFields): SearchErrors {
  const { [field]: _, ...rest } = errors;
  return rest;
}
