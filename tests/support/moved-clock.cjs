'use strict';
// Preloaded into the kiosk's main process and into the server that it starts, where a test is about time: the wall clock
// is ahead of the machine's by what a file says, and in the main process timers come due as the test moves it.
const { readFileSync, writeFileSync } = require('node:fs');
const { mock } = require('node:test');

const file = process.env['KIOSK_TEST_CLOCK'];
const RealDate = Date;
const ahead = () => Number(readFileSync(file, 'utf8'));
const now = () => RealDate.now() + ahead();

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }

  static now() {
    return now();
  }
};

if (process.type === 'browser') {
  // For the server, whose timers look at its clock again and again: the machine's time does for those.
  process.env['NODE_OPTIONS'] = `--require ${JSON.stringify(__filename)}`;

  const { setInterval: every } = globalThis;
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'AbortSignal.timeout'] });
  let last = performance.now();
  every(() => {
    const passed = Math.floor(performance.now() - last);
    last += passed;
    mock.timers.tick(passed);
  }, 10).unref();

  /** Second by second, as who looks at the clock each second must see it. */
  globalThis.passTime = (milliseconds) => {
    for (let left = milliseconds; left > 0; left -= 1000) {
      const step = Math.min(left, 1000);
      writeFileSync(file, String(ahead() + step));
      mock.timers.tick(step);
    }
  };
}
