import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ExitState, KioskForExit } from '../../../shared/kiosk/ipc.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { kioskTextsFor } from '../../../shared/kiosk/texts/in-language.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';

/** The workstation's: whoever looks after it types here. */
const texts = kioskTextsFor(navigator.languages).exit;

const kiosk = (window as unknown as { readonly kiosk: KioskForExit }).kiosk;

/** Where IT types the exit code [K5]. The shell counts, checks and ends; this page only asks. */
export function ExitPage() {
  const [state, setState] = useState<ExitState>();
  useEffect(() => {
    void kiosk.state().then(setState);
    const cancel = (event: KeyboardEvent) => event.key === 'Escape' && void kiosk.cancel();
    addEventListener('keydown', cancel);
    return () => removeEventListener('keydown', cancel);
  }, []);
  const wait = useWait(state);
  if (state === undefined) return null;
  return (
    <main className="exit">
      <h1>{texts.title}</h1>
      {state.outcome === 'no code' ? (
        <Notice kind="warning">
          <p>{texts.noCode}</p>
        </Notice>
      ) : (
        <CodeForm waits={wait > 0} answered={setState} />
      )}
      <p role="status">
        {state.outcome === 'wrong' && `${texts.wrong} `}
        {wait > 0 && texts.wait(Math.ceil(wait / 60))}
      </p>
      <div className="row">
        <Button onClick={() => void kiosk.cancel()}>{texts.back}</Button>
      </div>
    </main>
  );
}

interface CodeFormProps {
  readonly waits: boolean;
  readonly answered: (state: ExitState) => void;
}

function CodeForm({ waits, answered }: CodeFormProps) {
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (waits) return;
    setCode('');
    void kiosk.try(code).then(answered);
  };
  return (
    <form onSubmit={submit}>
      <p>{texts.explanation}</p>
      <TextField
        type="password"
        label={texts.code}
        ref={input}
        autoComplete="off"
        maxLength={limits.kioskExit.codeCharacters}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" kind="primary" unavailable={waits}>
        {texts.leave}
      </Button>
    </form>
  );
}

/** Seconds until the next try, as time passes. */
function useWait(state: ExitState | undefined): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = performance.now() + (state?.waitSeconds ?? 0) * 1000;
    const look = () => setLeft(Math.max(0, (until - performance.now()) / 1000));
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [state]);
  return left;
}
