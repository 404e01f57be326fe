import { useEffect, useState } from 'react';
import { importApi, type ImportRun } from '../../../shared/identity/api/import.ts';
import { call } from '../../platform/api/client.ts';
import { Notice } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { useTexts } from '../../platform/texts/wording.tsx';

/** Milliseconds. */
const askedEvery = 2000;

/**
 * The newest import of whoever is here, also one that they left the page of; asked for again while it runs.
 * @param here whether this page is waiting for one
 */
export function useImportRun(here: boolean): ImportRun | undefined {
  const [run, setRun] = useState<ImportRun>();
  const follows = here || run?.state === 'running';
  useEffect(() => {
    let gone = false;
    const ask = () =>
      call(importApi.run, {}).then(
        (answer) => gone || setRun(answer),
        // It is asked again; not knowing is no reason to say anything.
        () => {},
      );
    void ask();
    const timer = follows ? setInterval(() => void ask(), askedEvery) : undefined;
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [follows]);
  return run;
}

/** What became of it. */
export function RunNotice({ run }: { run: ImportRun }) {
  const { run: texts } = useTexts().accounts.import;
  const shownTime = useShownTime();
  const { state, startedAt, done, total, created = 0, updated = 0 } = run;
  const since = shownTime(startedAt);
  const said = {
    running: texts.runningText(since, done, total),
    written: texts.writtenText(since, created, updated),
    refused: texts.refusedText(since),
    failed: texts.failedText(since),
  };
  const kind = state === 'refused' || state === 'failed' ? 'warning' : 'information';
  return (
    <Notice kind={kind} title={texts[state]}>
      {said[state]}
    </Notice>
  );
}
