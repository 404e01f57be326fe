/** The one region that speaks for parts of a page that have no line of their own: busy buttons, what was copied. */
let region: HTMLElement | undefined;

function liveRegion(): HTMLElement {
  if (region?.isConnected) return region;
  region = document.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return region;
}

/** Has a screen reader say it when it has finished what it says now; the same again is said again. */
export function announce(text: string, language: string): void {
  const line = document.createElement('p');
  line.textContent = text;
  line.lang = language;
  liveRegion().replaceChildren(line);
}

/** Takes back what was true for a while, so that nobody finds it at the end of a page later. */
export function hush(text: string): void {
  if (region?.textContent === text) region.replaceChildren();
}

/** A region that comes with its text is not read: it has to be there before. */
export function prepareToAnnounce(): void {
  liveRegion();
}
