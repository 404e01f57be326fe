/** What only people do. Scrolling, focus and the like also happen by themselves. */
const kinds = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;

interface Position {
  readonly screenX: number;
  readonly screenY: number;
}

/** Whether events are a person's doing [T1]; it remembers where the pointer was. */
export function humanInput(): (event: Pick<Event, 'type' | 'isTrusted'>) => boolean {
  let last: Position | undefined;
  return (event) => {
    if (!event.isTrusted) return false;
    if (event.type !== 'pointermove') return true;
    // The browser also says that the pointer moved when the page moved below it.
    const { screenX, screenY } = event as unknown as Position;
    const moved = last !== undefined && (last.screenX !== screenX || last.screenY !== screenY);
    last = { screenX, screenY };
    return moved;
  };
}

/** @returns how to stop */
export function listenForInput(onInput: () => void): () => void {
  const isHuman = humanInput();
  const stop = new AbortController();
  const options = { capture: true, passive: true, signal: stop.signal };
  for (const kind of kinds) window.addEventListener(kind, (event) => isHuman(event) && onInput(), options);
  return () => stop.abort();
}
