/** What a window says about trouble with its page. */
export const troubleTexts = {
  /** By what happened to it. */
  kinds: {
    crashed: 'This page stopped working. It is opened again.',
    hangs: 'This page does not respond. If it stays like that, it is opened again.',
    'name not found': 'The address of this page is not known on this network. It is tried again.',
    refused: 'The server of this page does not answer. It is tried again.',
    timeout: 'The server of this page takes too long to answer. It is tried again.',
    other: 'This page could not be loaded. It is tried again.',
    certificate: 'The server of this page cannot prove that it is the right one. The page was not opened.',
  },
  givenUp: 'This page stopped working several times and is not opened again by itself. Call your IT if it stays so.',
} as const;

export type TroubleKind = keyof typeof troubleTexts.kinds;

/** @param comesBack whether it is tried again by itself */
export function troubleText(
  kind: TroubleKind,
  comesBack: boolean,
  { kinds, givenUp }: { readonly kinds: Readonly<Record<TroubleKind, string>>; readonly givenUp: string },
): string {
  return comesBack || kind === 'certificate' ? kinds[kind] : givenUp;
}
