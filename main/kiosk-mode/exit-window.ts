import { BaseWindow } from 'electron';
import { deskTexts } from '../../shared/kiosk/texts/desk.ts';
import { registerSender } from '../ipc/register.ts';
import { exitAddress, exitOrigin } from '../security/kiosk-scheme.ts';
import { exitPartition } from '../security/partitions.ts';
import type { KioskHold } from './kiosk-hold.ts';
import { closeContents, createView, load } from '../windows/view.ts';

export interface ExitWindowDeps {
  readonly preload: string;
  readonly hold: Pick<KioskHold, 'frame' | 'keep'>;
}

/** Where IT types the exit code: the shell's own page in a window of its own. */
export class ExitWindow {
  readonly #deps: ExitWindowDeps;
  #window: BaseWindow | undefined;

  constructor(deps: ExitWindowDeps) {
    this.#deps = deps;
  }

  show(): void {
    this.#window ??= this.#create();
    this.#window.show();
    this.#window.focus();
  }

  close(): void {
    this.#window?.destroy();
  }

  #create(): BaseWindow {
    // The title of between two people: it may stand open then.
    const window = new BaseWindow({ width: 1200, height: 800, title: deskTexts.title, ...this.#deps.hold.frame });
    this.#deps.hold.keep(window, 'other');
    const page = createView({ kind: 'exit' }, { partition: exitPartition, preload: this.#deps.preload });
    registerSender(page.contents, { sender: 'exit', origin: exitOrigin });
    window.contentView.addChildView(page.view);
    const layOut = () => {
      const { width, height } = window.getContentBounds();
      page.view.setBounds({ x: 0, y: 0, width, height });
    };
    layOut();
    window.on('resize', layOut);
    window.on('closed', () => {
      this.#window = undefined;
      void closeContents(page);
    });
    page.contents.on('destroyed', () => {
      if (!window.isDestroyed()) window.destroy();
    });
    load(page, exitAddress);
    page.contents.focus();
    return window;
  }
}
