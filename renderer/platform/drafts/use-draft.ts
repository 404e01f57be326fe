import { useEffect, useRef, useState } from 'react';
import { problems, type ProblemType } from '../../../shared/contract/problems.ts';
import { type Draft, draftsApi } from '../../../shared/applications/api/drafts.ts';
import type { ApiError } from '../api/api-error.ts';
import { call } from '../api/client.ts';
import { draftFormOpened } from './draft-forms.ts';
import { DraftKeeper, isEmpty } from './draft-keeper.ts';
import { restoreDraft } from './restore-draft.ts';

type Fields = Draft['fields'];

/** Puts what was kept back into the form. @returns false where it belongs to another record, and is left as it is */
type Restore = (fields: Fields) => boolean | void;

/**
 * Keeps what is typed into a form until it is sent, for the same person at the same workstation [T4].
 * @param restore called only while the form is empty
 */
export function useDraft(form: string, fields: Fields, restore: Restore) {
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
          if (latest.current.restore(found) === false) return;
          kept.current = found;
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

async function readDraft(form: string): Promise<Draft | 'unreachable' | undefined> {
  return call(draftsApi.read, { params: { form } }).catch((error: ApiError) =>
    isTemporary(error) ? 'unreachable' : undefined,
  );
}

/** Also a session that seems over may go on, once the server hears what was done here while it was away. */
function isTemporary({ type }: ApiError): boolean {
  if (type === 'unreachable' || type === 'sign-in-required') return true;
  return Object.hasOwn(problems, type) && problems[type as ProblemType].status >= 500;
}

function keeperOf(form: string): DraftKeeper {
  const params = { form };
  // What is refused for good would be refused again.
  const unlessRefused = (error: ApiError) => {
    if (isTemporary(error)) throw error;
  };
  return new DraftKeeper({
    save: (fields) => {
      const request = { fields };
      // Browsers refuse to send what is larger when the page is left.
      const keepalive = JSON.stringify(request).length < 16_000;
      return call(draftsApi.keep, { params, request, keepalive }).catch(unlessRefused);
    },
    remove: () => call(draftsApi.discard, { params, keepalive: true }).catch(unlessRefused),
    later,
  });
}

function later(callback: () => void, delay: number): () => void {
  const timer = setTimeout(callback, delay);
  return () => clearTimeout(timer);
}
