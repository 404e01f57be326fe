import { importApi, type ImportRun } from '../../../shared/identity/api/import.ts';
import { useRead } from '../../platform/api/queries.ts';
import { Notice } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { usePortalTexts } from '../portal-texts.ts';

/** Milliseconds. */
const refreshEvery = 2000;

/** The newest import of whoever is here, also one that they left the page of. Not knowing is no reason to say anything. */
export function useImportRun(): ImportRun | undefined {
  return useRead(importApi.run, { refreshEvery }).data ?? undefined;
}

/** What became of it. */
export function RunNotice({ run }: { run: ImportRun }) {
  const { run: texts } = usePortalTexts().accounts.import;
  const shownTime = useShownTime();
  const { state, startedAt, done, total, created = 0, updated = 0 } = run;
  const since = shownTime(startedAt);
  const said = {
    running: texts.runningText(since, done, total),
    written: texts.writtenText(since, created, updated),
    refused: texts.refusedText(since),
    failed: created + updated > 0 ? texts.failedAmidText(since, created, updated) : texts.failedText(since),
  };
  const kind = state === 'refused' || state === 'failed' ? 'warning' : 'information';
  return (
    <Notice kind={kind} title={texts[state]}>
      {said[state]}
    </Notice>
  );
}
