import type { Draft } from '../../../shared/applications/api/drafts.ts';

type Fields = Draft['fields'];

export interface RestoreDraftDeps {
  /** Rejects never. */
  readonly read: () => Promise<Draft | 'unreachable' | undefined>;
  /** Nothing is typed into the form. */
  readonly isEmpty: () => boolean;
  readonly restore: (fields: Fields) => void;
  /** @returns how to call it off */
  readonly later: (callback: () => void, delay: number) => () => void;
}

const retryAfter = 2000;

/**
 * Brings what was kept back into a form, as soon as the server says what that is. A draft that arrives late is older than
 * what somebody has typed meanwhile, and is left [T4].
 * @returns how to call it off, for a form that is gone
 */
export function restoreDraft({ read, isEmpty, restore, later }: RestoreDraftDeps): () => void {
  let wanted = true;
  let forget = () => {};
  const tryOnce = async () => {
    const found = await read();
    if (!wanted || !isEmpty()) return;
    if (found === 'unreachable') forget = later(() => void tryOnce(), retryAfter);
    else if (found !== undefined) restore(found.fields);
  };
  if (isEmpty()) void tryOnce();
  return () => {
    wanted = false;
    forget();
  };
}
