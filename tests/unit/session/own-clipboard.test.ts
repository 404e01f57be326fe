import { expect, test } from 'vitest';
import { type Clipboard, OwnClipboard } from '../../../main/session/own-clipboard.ts';

/** @param cleared what the system, or a program that keeps clipboards, leaves there after clearing */
function clipboardThat(
  cleared: (text: string) => string,
  formats = (text: string) => (text === '' ? [] : ['text/plain']),
  text = 'Avery Testcase, born 2019-03-04',
) {
  const written: string[] = [];
  const clipboard = {
    clear: () => void (text = cleared(text)),
    readText: async () => text,
    read: async () => [{ types: formats(text) }],
    writeText: async (given: string) => {
      written.push(given);
      text = given;
    },
  } as unknown as Clipboard;
  return { clipboard, written };
}

/** @returns after which round the clipboard counts as clean, of at most ten */
async function roundsUntilGone(...clipboards: Clipboard[]) {
  let reports = 0;
  const own = new OwnClipboard(() => (reports += 1), clipboards);
  for (let round = 1; round <= 10; round++) {
    await own.clear();
    if (await own.isGone()) return { round, reports };
  }
  return { round: undefined, reports };
}

test('[T3] a clipboard that clearing empties is clean at once', async () => {
  const { clipboard, written } = clipboardThat(() => '');
  expect(await roundsUntilGone(clipboard)).toEqual({ round: 1, reports: 0 });
  expect(written).toEqual([]);
});

test('[T3] a format that the system never gives up, such as the text of macOS’s find panel, holds nobody', async () => {
  const { clipboard } = clipboardThat(
    () => '',
    () => ['text/plain'],
  );
  expect(await roundsUntilGone(clipboard)).toEqual({ round: 1, reports: 0 });
});

test('[T3] a program that brings the last text back gets another one to keep', async () => {
  let kept = 'Avery Testcase, born 2019-03-04';
  const { clipboard, written } = clipboardThat((text) => (kept = text === '' ? kept : text));
  expect(await roundsUntilGone(clipboard)).toEqual({ round: 2, reports: 0 });
  expect(written).toEqual([' ']);
});

test('[T3] what another program puts there is reported, and holds the desk for three rounds at most', async () => {
  const { clipboard } = clipboardThat(() => 'from the remote desktop');
  expect(await roundsUntilGone(clipboard)).toEqual({ round: 3, reports: 1 });
  const picture = clipboardThat(
    () => '',
    () => ['image/png'],
  );
  expect(await roundsUntilGone(picture.clipboard)).toEqual({ round: 3, reports: 1 });
});

test('[T3] the person’s own text is never let through, whoever keeps bringing it back', async () => {
  const { clipboard } = clipboardThat(() => 'Avery Testcase, born 2019-03-04');
  expect(await roundsUntilGone(clipboard)).toEqual({ round: undefined, reports: 0 });
});

test.each(['', ' \n'])('[T3] a clipboard in which nothing was (%j) is clean at once', async (nothing) => {
  const { clipboard } = clipboardThat(() => nothing, undefined, nothing);
  expect(await roundsUntilGone(clipboard)).toEqual({ round: 1, reports: 0 });
});

test('[T3] of two clipboards one that is clean does not speak for the other, in either order', async () => {
  const clean = () => clipboardThat(() => '').clipboard;
  const stubborn = () => clipboardThat(() => 'Avery Testcase, born 2019-03-04').clipboard;
  const others = () => clipboardThat(() => 'from the remote desktop').clipboard;
  const picture = () =>
    clipboardThat(
      () => '',
      () => ['image/png', 'text/plain'],
    ).clipboard;
  for (const order of [(all: Clipboard[]) => all, (all: Clipboard[]) => all.toReversed()]) {
    expect(await roundsUntilGone(...order([clean(), stubborn()]))).toEqual({ round: undefined, reports: 0 });
    expect(await roundsUntilGone(...order([others(), stubborn()]))).toEqual({ round: undefined, reports: 0 });
    expect(await roundsUntilGone(...order([clean(), others()]))).toEqual({ round: 3, reports: 1 });
    expect(await roundsUntilGone(...order([clean(), picture()]))).toEqual({ round: 3, reports: 1 });
  }
});

test('[T3] what another program keeps is reported once, however often the desk is looked at', async () => {
  let reports = 0;
  const own = new OwnClipboard(() => (reports += 1), [clipboardThat(() => 'from the remote desktop').clipboard]);
  for (let round = 1; round <= 6; round++) {
    await own.clear();
    expect(await own.isGone()).toBe(round >= 3);
  }
  expect(reports).toBe(1);
});
