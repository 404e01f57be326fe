import { app, type WebContents } from 'electron';
import { type Input, isHuman, isHumanKey, type Point, pointerOf } from './human-input.ts';

/**
 * Watches the input of every view natively: portal, bars and applications, whoever made their pages. Pages are not asked
 * and cannot pretend.
 */
export function watchInput(done: () => void): void {
  let pointer: Point | undefined;
  const note = (input: Input) => {
    const counts = isHuman(input, pointer);
    pointer = pointerOf(input) ?? pointer;
    if (counts) done();
  };
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('input-event', (_input, input) => note(input));
    // That one sees the main frame alone. Of keys Electron asks for every frame, those of other sites included.
    contents.on('before-input-event', (_asked, key) => {
      if (isHumanKey(key)) done();
    });
  });
}
