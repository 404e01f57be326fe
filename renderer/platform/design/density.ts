import type { Density } from '../../../shared/identity/api/identity.ts';

/** Gives the rows of all tables the room that somebody chose; undefined as much as the pointer of the workstation asks for. */
export function showDensity(density: Density | undefined): void {
  const { dataset } = document.documentElement;
  if (density === undefined) delete dataset['density'];
  else dataset['density'] = density;
}

/** What holds for whoever has not chosen; tokens.css says the same. */
export function usualDensity(): Density {
  return matchMedia('(pointer: coarse)').matches ? 'comfortable' : 'compact';
}
