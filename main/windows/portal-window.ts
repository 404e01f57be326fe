import { BaseWindow, type WebContentsView } from 'electron';
import { registerSender } from '../ipc/register.ts';
import { webPartition } from '../security/partitions.ts';
import { createView, load } from './view.ts';

/** The window with the portal. Closed, it is made again when somebody asks for the portal [O6]. */
export class PortalWindow {
  readonly #portal: string;
  readonly #preload: string;
  #open: { window: BaseWindow; view: WebContentsView } | undefined;

  constructor(portal: string, preload: string) {
    this.#portal = portal;
    this.#preload = preload;
  }

  show(): void {
    const window = this.#open?.window ?? this.#create();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Whom the page shows as signed in, as it last said. */
  shows: string | undefined;

  /** Has the page show this person; it starts anew unless it already does. */
  showPerson(username: string | undefined): void {
    if (this.#open && this.shows !== username) load(this.#open.view, this.#portal);
  }

  #create(): BaseWindow {
    const window = new BaseWindow({
      width: 1200,
      height: 800,
      minWidth: 480,
      minHeight: 400,
      title: 'Enterprise Portal',
    });
    const view = createView({ kind: 'portal' }, { partition: webPartition, preload: this.#preload });
    registerSender(view.webContents, { sender: 'portal', origin: new URL(this.#portal).origin });
    window.contentView.addChildView(view);
    const layOut = () => {
      const { width, height } = window.getContentBounds();
      view.setBounds({ x: 0, y: 0, width, height });
    };
    layOut();
    window.on('resize', layOut);
    view.webContents.on('page-title-updated', (_event, title) => window.setTitle(title));
    // Electron leaves the contents of a closed window's views alive.
    window.on('closed', () => {
      this.#open = undefined;
      view.webContents.close();
    });
    this.#open = { window, view };
    load(view, this.#portal);
    return window;
  }
}
