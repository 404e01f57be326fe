import { useState } from 'react';
import { ApiError, callAt } from '../../platform/api/client.ts';
import type { AnswerOf, Endpoint, RequestOf } from '../../../shared/contract/endpoint.ts';
import type { ProblemType } from '../../../shared/contract/problems.ts';

export interface Request<E> {
  readonly send: (request?: RequestOf<E>) => Promise<void>;
  /** Says no without asking the server. */
  readonly refuse: () => void;
  readonly busy: boolean;
  readonly refusal: ApiError | undefined;
  /** How often it did not go on; each time the first invalid field gets the focus. */
  readonly failures: number;
}

/** What a request leads to. */
interface Ways<Answer> {
  readonly done: (answer: Answer) => void;
  readonly ended: (error: ApiError) => void;
  /** What has to hold before it is done; rejects with an ApiError. */
  readonly check?: () => Promise<void>;
  /** What ends this request, too, so that only a new start helps. */
  readonly endedBy?: ProblemType;
}

/** One request of a recovery, and what became of it. */
export function useRequest<const E extends Endpoint>(
  endpoint: E,
  { done, ended, endedBy, check }: Ways<AnswerOf<E>>,
): Request<E> {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError>();
  const [failures, setFailures] = useState(0);

  const refuse = () => {
    setRefusal(undefined);
    setFailures((count) => count + 1);
  };
  const send = async (request?: RequestOf<E>) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    try {
      const answer = await callAt(endpoint, endpoint.path, request);
      await check?.();
      done(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.type === 'recovery-ended' || error.type === 'recovery-once-a-day' || error.type === endedBy) {
        return ended(error);
      }
      setRefusal(error);
      setFailures((count) => count + 1);
    } finally {
      setBusy(false);
    }
  };
  return { send, refuse, busy, refusal, failures };
}
