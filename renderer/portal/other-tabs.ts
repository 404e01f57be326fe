/** The portal's other tabs. What they tell each other is only that something has changed; the server says what. */
const channel = new BroadcastChannel('portal-session');

/** That somebody has signed in here, or completed what stood before the applications. */
export function tellOtherTabs(): void {
  channel.postMessage('changed');
}

export function listenToOtherTabs(onChange: () => void): void {
  channel.addEventListener('message', onChange);
}
