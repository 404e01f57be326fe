import { expect, test } from 'vitest';
import { Countdown } from '../../../renderer/platform/session/countdown.ts';
import type { SessionClock } from '../../../shared/identity/api/session.ts';

const clock = (now: number, endsAt: number, endsBy: SessionClock['endsBy'] = 'inactivity'): SessionClock => ({
  now,
  endsAt,
  endsBy,
  warnsAt: endsAt - 20,
});

function heard(...clocks: SessionClock[]): Countdown {
  const countdown = new Countdown();
  for (const each of clocks) countdown.said(each);
  return countdown;
}

test('[T2] nothing is left to count before the server has spoken', () => {
  expect(heard().at(0)).toBeUndefined();
});

test('[T2] it warns from the moment that the server names', () => {
  const countdown = heard(clock(0, 60));
  expect(countdown.at(39)).toMatchObject({ warns: false, remaining: 21 });
  expect(countdown.at(40)).toMatchObject({ warns: true, remaining: 20 });
});

test('[T5] nothing is left after the end', () => {
  expect(heard(clock(0, 60)).at(1000)!.remaining).toBe(0);
});

test('[T1] the server’s newest word counts, also when it is the shorter', () => {
  expect(heard(clock(0, 60), clock(10, 50)).at(10)!.remaining).toBe(40);
});

test('[K7] work while the server is away puts off this page’s end by the limit that the server has shown', () => {
  const countdown = heard(clock(0, 60), clock(10, 60));
  countdown.inputUntold(50);
  expect(countdown.at(60)).toMatchObject({ remaining: 50, warns: false });
  expect(countdown.at(95)).toMatchObject({ remaining: 15, warns: true });
  expect(countdown.at(110)!.remaining).toBe(0);
});

test('[T1] work while the server is away never puts off an absolute end', () => {
  const countdown = heard(clock(0, 60), clock(10, 65, 'absolute end'));
  countdown.inputUntold(50);
  expect(countdown.at(64)!.remaining).toBe(1);
});
