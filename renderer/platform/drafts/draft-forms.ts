import { create } from 'zustand';

/** How many forms on this page are kept as drafts. */
export const useDraftForms = create<{ open: number }>()(() => ({ open: 0 }));

/** @returns to be called when the form goes */
export function draftFormOpened(): () => void {
  const count = (change: number) => useDraftForms.setState(({ open }) => ({ open: open + change }));
  count(1);
  return () => count(-1);
}
