import type { Input, WebContents } from 'electron';

/** What keys do for a page; there is no menu that could say it [K2]. */
export type ZoomShortcut = 'zoom in' | 'zoom out' | 'zoom reset';
export type Shortcut = ZoomShortcut | 'find' | 'print';

export type Keys = Pick<
  Input,
  'type' | 'key' | 'code' | 'control' | 'meta' | 'alt' | 'shift' | 'isAutoRepeat' | 'isComposing'
>;

/** The character decides where a layout has it, else the key that has it on most: on some, digits need Shift. */
const zoomKeys: readonly [shortcut: ZoomShortcut, keys: readonly string[], codes: readonly string[]][] = [
  ['zoom in', ['+', '='], ['NumpadAdd']],
  ['zoom out', ['-', '_'], ['NumpadSubtract']],
  ['zoom reset', ['0'], ['Digit0']],
];

export function shortcutOf(input: Keys, platform: NodeJS.Platform = process.platform): Shortcut | undefined {
  const { type, key, code, alt, shift, isAutoRepeat, isComposing } = input;
  const [held, other] = platform === 'darwin' ? [input.meta, input.control] : [input.control, input.meta];
  // Control and Alt together are AltGr, with which people type characters.
  if (type !== 'keyDown' || !held || other || alt || isComposing) return undefined;
  const zoom = zoomKeys.find(([, keys, codes]) => keys.includes(key) || (!shift && codes.includes(code)));
  if (zoom) return zoom[0];
  if (shift || isAutoRepeat) return undefined;
  // Where letters are not Latin, the key in the same place.
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
  if (letter === 'f') return 'find';
  return letter === 'p' ? 'print' : undefined;
}

/** The page does not get the keys that are the kiosk's. */
export function watchShortcuts(contents: WebContents, act: (shortcut: Shortcut) => void): void {
  contents.on('before-input-event', (event, input) => {
    const shortcut = shortcutOf(input);
    if (shortcut === undefined) return;
    event.preventDefault();
    act(shortcut);
  });
}
