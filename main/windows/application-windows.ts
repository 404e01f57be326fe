import { BaseWindow, type WebContents, type WebContentsView } from 'electron';
import { type ApplicationId, applications } from '../../shared/applications.ts';
import { barChanged, type BarState } from '../../shared/ipc.ts';
import { registerSender } from '../ipc/register.ts';
import { barAddress, barOrigin } from '../security/kiosk-scheme.ts';
import type { Addresses } from '../security/origins.ts';
import { barPartition, webPartition } from '../security/partitions.ts';
import { roadmapOf } from './roadmap.ts';
import { createView, load } from './view.ts';

const barHeight = 56;

interface ManagedWindow {
  readonly window: BaseWindow;
  readonly bar: WebContentsView;
  readonly page: WebContentsView;
}

export interface ApplicationWindowsDeps {
  readonly addresses: Addresses;
  readonly barPreload: string;
  /** Called when the page of a managed window has moved, and with it perhaps who is signed in. */
  pageMoved(): void;
}

/** One managed window for each application: the kiosk's bar above the application's page, which cannot reach it [K2]. */
export class ApplicationWindows {
  readonly #deps: ApplicationWindowsDeps;
  readonly #open = new Map<ApplicationId, ManagedWindow>();

  constructor(deps: ApplicationWindowsDeps) {
    this.#deps = deps;
  }

  /** Opens the application, or brings its window to the front [O4]. */
  open(application: ApplicationId): void {
    const { window } = this.#open.get(application) ?? this.#create(application);
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  closeAll(): void {
    for (const { window } of this.#open.values()) window.close();
  }

  /** Tells every bar to ask for its state again. */
  refreshBars(): void {
    for (const { bar } of this.#open.values()) bar.webContents.send(barChanged);
  }

  /** What the bar with these contents shows of the page below it. */
  placeOf(contents: WebContents): Pick<BarState, 'application' | 'roadmap' | 'origin'> | undefined {
    for (const [application, { bar, page }] of this.#open) {
      if (bar.webContents !== contents) continue;
      const address = page.webContents.getURL();
      const origin = URL.canParse(address) ? new URL(address).origin : '';
      return { application, roadmap: roadmapOf(application, page.webContents.getTitle()), origin };
    }
    return undefined;
  }

  #create(application: ApplicationId): ManagedWindow {
    const { name } = applications[application];
    const window = new BaseWindow({ width: 1200, height: 800, minWidth: 480, minHeight: 400, title: name });
    const page = createView({ kind: 'page', application }, { partition: webPartition });
    const bar = createView({ kind: 'bar' }, { partition: barPartition, preload: this.#deps.barPreload });
    registerSender(bar.webContents, { sender: 'bar', origin: barOrigin });
    window.contentView.addChildView(page);
    window.contentView.addChildView(bar);
    const layOut = () => {
      const { width, height } = window.getContentBounds();
      bar.setBounds({ x: 0, y: 0, width, height: barHeight });
      page.setBounds({ x: 0, y: barHeight, width, height: Math.max(0, height - barHeight) });
    };
    layOut();
    window.on('resize', layOut);

    const changed = () => {
      bar.webContents.send(barChanged);
      this.#deps.pageMoved();
    };
    page.webContents.on('did-navigate', changed);
    page.webContents.on('page-title-updated', (_event, title) => {
      window.setTitle(title);
      changed();
    });
    // Electron leaves the contents of a closed window's views alive.
    window.on('closed', () => {
      this.#open.delete(application);
      for (const view of [bar, page]) view.webContents.close();
    });

    const managed = { window, bar, page };
    this.#open.set(application, managed);
    load(bar, barAddress);
    load(page, this.#deps.addresses.applications[application]);
    return managed;
  }
}
