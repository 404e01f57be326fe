import type { KioskForPortal } from '../../shared/kiosk/ipc.ts';

declare global {
  interface Window {
    /** Only inside the kiosk's shell; a browser has none. */
    readonly kiosk?: KioskForPortal;
  }
}

export const kiosk: KioskForPortal | undefined = window.kiosk;
