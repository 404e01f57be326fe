import type { ReactNode } from 'react';
import { Inbox } from './icons.ts';

/** A list without anything in it: what that means, and what can be done. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Inbox className="icon" aria-hidden />
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** Where somebody is among the steps of something. */
export function Stepper({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  return (
    <ol className="stepper" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step} aria-current={index === current ? 'step' : undefined} data-done={index < current}>
          {step}
        </li>
      ))}
    </ol>
  );
}
