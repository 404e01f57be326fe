import { useEffect, useRef, useState } from 'react';
import type { Draft, DraftForm } from '../../../shared/applications/api/drafts.ts';
import { draftFormOpened } from './draft-forms.ts';
import { DraftKeeper, isEmpty } from './draft-keeper.ts';
import { restoreDraft } from './restore-draft.ts';

type Fields = Draft['fields'];

/**
 * Keeps what is typed into a form until it is sent, for the same person at the same workstation [T4].
 * @param restore puts what was kept back into the form; called only while the form is empty
 */
export function useDraft(form: DraftForm, fields: Fields, restore: (fields: Fields) => void) {
  const [restored, setRestored] = useState(false);
  const [keeper] = useState(() => keeperOf(form));
  const latest = useRef({ fields, restore });
  const kept = useRef(fields);

  useEffect(() => {
    latest.current = { fields, restore };
    if (areSame(kept.current, fields)) return;
    kept.current = fields;
    keeper.changed(fields);
  }, [keeper, fields, restore]);

  useEffect(draftFormOpened, []);

  useEffect(() => {
    const save = () => keeper.flush();
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [keeper]);

  useEffect(
    () =>
      restoreDraft({
        read: () => readDraft(form),
        isEmpty: () => isEmpty(latest.current.fields),
        restore: (found) => {
          kept.current = found;
          latest.current.restore(found);
          setRestored(true);
        },
        later,
      }),
    [form],
  );

  const discard = () => {
    setRestored(false);
    keeper.discard();
  };
  return { restored, discard };
}

function areSame(some: Fields, other: Fields): boolean {
  return Object.keys({ ...some, ...other }).every((field) => (some[field] ?? '') === (other[field] ?? ''));
}

const addressOf = (form: DraftForm) => `/api/drafts/${form}`;

async function readDraft(form: DraftForm): Promise<Draft | 'unreachable' | undefined> {
  try {
    const response = await fetch(addressOf(form));
    if (isTemporary(response)) return 'unreachable';
    return response.status === 200 ? ((await response.json()) as Draft) : undefined;
  } catch {
    return 'unreachable';
  }
}

/** Also a session that seems over may go on, once the server hears what was done here while it was away. */
function isTemporary({ status }: Response): boolean {
  return status === 401 || status >= 500;
}

function keeperOf(form: DraftForm): DraftKeeper {
  const send = async (method: 'PUT' | 'DELETE', draft?: Draft) => {
    const body = draft && JSON.stringify(draft);
    const response = await fetch(addressOf(form), {
      method,
      // Goes out even when the page is left; browsers refuse that to what is larger.
      keepalive: (body?.length ?? 0) < 16_000,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body }),
    });
    // What is read to its end no longer holds one of the few connections.
    await response.body?.cancel();
    if (isTemporary(response)) throw new Error(`the draft was not taken: ${response.status}`);
  };
  return new DraftKeeper({
    save: (fields) => send('PUT', { fields }),
    remove: () => send('DELETE'),
    later,
  });
}

function later(callback: () => void, delay: number): () => void {
  const timer = setTimeout(callback, delay);
  return () => clearTimeout(timer);
}
