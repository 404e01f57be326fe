import { useState } from 'react';
import type { ApiError } from '../api/client.ts';

export interface Submission {
  /** How often somebody tried, and how often the server said no. Before the first nothing is called wrong. */
  readonly attempts: number;
  readonly busy: boolean;
  readonly failure: ApiError | undefined;
  /**
   * @param complete whether what was typed can be sent at all
   * @param send what sends it, and does what follows
   */
  readonly submit: (complete: boolean, send: () => Promise<unknown>) => Promise<void>;
  /** What the server said no longer fits what is typed now. */
  readonly forget: () => void;
  /** As before the first attempt. */
  readonly startOver: () => void;
}

/** One form's way to the server: one request at a time, and what became of it. */
export function useSubmission(): Submission {
  const [attempts, setAttempts] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError>();
  const submit: Submission['submit'] = async (complete, send) => {
    if (busy) return;
    setAttempts((count) => count + 1);
    setFailure(undefined);
    if (!complete) return;
    setBusy(true);
    try {
      await send();
    } catch (error) {
      setFailure(error as ApiError);
      setAttempts((count) => count + 1);
    }
    setBusy(false);
  };
  const forget = () => setFailure(undefined);
  const startOver = () => {
    setAttempts(0);
    setFailure(undefined);
  };
  return { attempts, busy, failure, submit, forget, startOver };
}
