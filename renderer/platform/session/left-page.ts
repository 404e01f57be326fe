/**
 * Leaves nothing on a page that is left: a browser may keep it as it stood, and Back would show it after the session
 * has ended [T3].
 */
export function hideWhenLeft(): void {
  window.addEventListener('pagehide', () => (document.documentElement.hidden = true));
  // Whether it may be shown again, and what of it, is the server's to say.
  window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
}
