import { expect, test } from 'vitest';
import { restoreDraft } from '../../../renderer/platform/drafts/restore-draft.ts';
import type { Draft } from '../../../shared/applications/api/drafts.ts';
import { settled, Timers } from '../session/timers.ts';

const draft: Draft = { fields: { lastName: 'Testcase' } };

/** A form, and a server that answers when it is told to. */
function opened() {
  const timers = new Timers();
  const form: { fields: Draft['fields'] } = { fields: {} };
  const asked: ((answer: Draft | 'unreachable' | undefined) => void)[] = [];
  const close = restoreDraft({
    read: () => new Promise((resolve) => void asked.push(resolve)),
    isEmpty: () => Object.keys(form.fields).length === 0,
    restore: (fields) => (form.fields = fields),
    later: timers.later,
  });
  const answer = async (what: Draft | 'unreachable' | undefined) => {
    asked.at(-1)!(what);
    await settled();
  };
  return { timers, form, asked, answer, close };
}

test('[T4] what was kept comes back into an empty form', async () => {
  const { form, answer } = opened();
  await answer(draft);
  expect(form.fields).toEqual(draft.fields);
});

test('[T4] a draft that arrives after somebody has begun to type leaves what they typed', async () => {
  const { form, answer } = opened();
  form.fields = { lastName: 'Sample' };
  await answer(draft);
  expect(form.fields).toEqual({ lastName: 'Sample' });
});

test('[T4] a draft that cannot be read now is asked for again, until somebody types or the form is gone', async () => {
  const first = opened();
  await first.answer('unreachable');
  await first.timers.pass(2000);
  expect(first.asked).toHaveLength(2);
  await first.answer(draft);
  expect(first.form.fields).toEqual(draft.fields);

  const typed = opened();
  typed.form.fields = { lastName: 'Sample' };
  await typed.answer('unreachable');
  const gone = opened();
  await gone.answer('unreachable');
  gone.close();
  for (const { timers, asked } of [typed, gone]) {
    await timers.pass(60_000);
    expect(asked).toHaveLength(1);
  }
});

test('[T4] a draft that arrives when its form is gone goes nowhere', async () => {
  const { form, answer, close } = opened();
  close();
  await answer(draft);
  expect(form.fields).toEqual({});
});
