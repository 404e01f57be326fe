import { focusManager, MutationObserver, onlineManager, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changesClient } from '../../../renderer/platform/api/changes.ts';
import { queryClient } from '../../../renderer/platform/api/queries.ts';
import { eventually } from '../../support/eventually.ts';
import { settled } from '../session/timers.ts';

// What the window and the network do reaches the client while it is mounted.
beforeEach(() => queryClient.mount());
afterEach(() => {
  queryClient.unmount();
  queryClient.clear();
  focusManager.setFocused(undefined);
  onlineManager.setOnline(true);
});

/** A page that shows a record, and how often the record was looked at. */
function opened(answer: (look: number) => unknown = (look) => look) {
  const looks: number[] = [];
  const queryFn = async () => {
    looks.push(looks.length + 1);
    return answer(looks.length);
  };
  const page = new QueryObserver(queryClient, { queryKey: ['a record'], queryFn });
  return { looks, page, leave: page.subscribe(() => {}) };
}

const kept = () => queryClient.getQueryCache().getAll();

test('[I1] a record that is open is looked at once, whatever the window and the network do', async () => {
  const { looks, page, leave } = opened();
  await eventually(() => expect(page.getCurrentResult().data).toBe(1));
  focusManager.setFocused(false);
  focusManager.setFocused(true);
  onlineManager.setOnline(false);
  onlineManager.setOnline(true);
  await settled();
  expect(page.getCurrentResult().isFetching).toBe(false);
  expect(looks).toEqual([1]);
  leave();
});

test('[I1] a look that fails is not repeated by itself', async () => {
  const { looks, page, leave } = opened(() => Promise.reject(new Error('the server is away')));
  await eventually(() => expect(page.getCurrentResult().isError).toBe(true));
  expect(looks).toEqual([1]);
  leave();
});

test('[T4] nothing of a record stays behind its page, also where the answer comes later', async () => {
  const { page, leave } = opened();
  await eventually(() => expect(page.getCurrentResult().data).toBe(1));
  leave();
  await eventually(() => expect(kept()).toEqual([]));

  const late = Promise.withResolvers<string>();
  const next = opened(() => late.promise);
  queryClient.clear();
  next.leave();
  late.resolve('somebody else’s record');
  await late.promise;
  expect(kept()).toEqual([]);
});

test('[R2] where the browser takes the network for gone, the clinic’s server is asked and told all the same', async () => {
  onlineManager.setOnline(false);
  const { page, leave } = opened();
  await eventually(() => expect(page.getCurrentResult().data).toBe(1));
  const change = new MutationObserver(changesClient, { mutationFn: async (dose: string) => `${dose} recorded` });
  void change.mutate('a dose');
  await eventually(() => expect(change.getCurrentResult().data).toBe('a dose recorded'));
  leave();
});
