import { useDraft } from '../../../platform/drafts/use-draft.ts';

type Fields = Readonly<Record<string, string>>;

/**
 * Keeps what somebody typed into a form about one client: only what differs from what stood there, so that what another
 * person saved meanwhile is not put back. Another client's draft comes back to nobody, and stays until this form is typed into.
 * @param whose the client's opaque id, and what kind of form it is where one page has several
 * @param begun what the form held at first
 */
export function useClientDraft(
  form: string,
  whose: string,
  { begun, fields, restore }: { begun: Fields; fields: Fields; restore: (typed: Fields) => void },
) {
  const typed = Object.entries(fields).filter(([name, value]) => value !== (begun[name] ?? ''));
  const kept: Fields = typed.length === 0 ? {} : { whose, ...Object.fromEntries(typed) };
  return useDraft(form, kept, ({ whose: whoseDraft, ...found }) => {
    if (whoseDraft !== whose) return false;
    restore({ ...begun, ...found });
    return true;
  });
}
