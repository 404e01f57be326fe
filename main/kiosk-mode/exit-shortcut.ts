import type { Input } from 'electron';

/** Control, Shift, Alt and Q: by the letter, or by the key's place where Alt changes the letter. Nobody presses it by chance. */
export function isExitShortcut({ type, control, shift, alt, key, code }: ExitKeys): boolean {
  return type === 'keyDown' && control && shift && alt && (key.toLowerCase() === 'q' || code === 'KeyQ');
}

export type ExitKeys = Pick<Input, 'type' | 'control' | 'shift' | 'alt' | 'key' | 'code'>;
