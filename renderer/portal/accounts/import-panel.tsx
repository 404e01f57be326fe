import { type ChangeEvent, useState } from 'react';
import { type ImportReport, unreadableLine } from '../../../shared/identity/api/import.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import type { ApiError } from '../../platform/api/client.ts';
import { Check } from '../../platform/design/choices.tsx';
import { Button, Notice, Panel } from '../../platform/design/components.tsx';
import { FileField } from '../../platform/design/file-field.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { useTexts } from '../../platform/texts/wording.tsx';
import { RunNotice, useImportRun } from './import-run.tsx';
import { ImportReportView } from './import-report.tsx';
import { sendImport } from './send-import.ts';

/** A file is checked first and imported then, as it was when it was checked [S4]. */
export function ImportPanel() {
  const texts = useTexts().accounts.import;
  const problemText = useProblemText();
  const [file, setFile] = useState<{ csv: string } | { unfit: string }>();
  const [partial, setPartial] = useState(false);
  const [update, setUpdate] = useState(false);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState<'check' | 'import'>();
  const [failure, setFailure] = useState<{ title: string; text: string }>();
  const [report, setReport] = useState<ImportReport>();
  const [runs, setRuns] = useState(0);
  const run = useImportRun(busy === 'import');
  const csv = file && 'csv' in file ? file.csv : undefined;

  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    setReport(undefined);
    setFailure(undefined);
    setFile(chosen && (await read(chosen, texts)));
  };

  const send = async (dryRun: boolean) => {
    setTried(true);
    if (busy || csv === undefined) return;
    setBusy(dryRun ? 'check' : 'import');
    setFailure(undefined);
    try {
      setReport(await sendImport({ csv, dryRun, partial, update }));
      setRuns(runs + 1);
    } catch (error) {
      const { type } = error as ApiError;
      const message = problemText(error as ApiError);
      setReport(undefined);
      if (dryRun) setFailure({ title: texts.checkFailed, text: message });
      else setFailure({ title: texts.failed, text: type === 'unreachable' ? texts.interrupted : message });
    }
    setBusy(undefined);
  };

  const unfit = file && 'unfit' in file ? file.unfit : undefined;
  const importable =
    report?.dryRun && report.created + report.updated.length > 0 && (partial || report.refused.length === 0);
  return (
    <Panel title={texts.title}>
      <p>{texts.explanation}</p>
      <FileField
        label={texts.file}
        accept=".csv,text/csv"
        progress={busy === 'import' && run?.state === 'running' && run.total > 0 ? run.done / run.total : busy && true}
        progressLabel={busy === 'import' ? texts.submit : texts.check}
        error={unfit ?? (tried && file === undefined ? texts.fileMissing : undefined)}
        onChange={(event) => void choose(event)}
      />
      <Check checked={partial} onChange={setPartial}>
        {texts.partial}
      </Check>
      <Check
        checked={update}
        onChange={(checked) => {
          setUpdate(checked);
          // What was checked was another import.
          setReport(undefined);
        }}
      >
        {texts.update}
      </Check>
      <div className="row">
        <Button
          kind={importable ? 'plain' : 'primary'}
          busy={busy === 'check' && texts.checking}
          onClick={() => void send(true)}
        >
          {texts.check}
        </Button>
        {importable && (
          <Button kind="primary" onClick={() => void send(false)}>
            {texts.submit}
          </Button>
        )}
      </div>
      <p role="status" className="soft">
        {busy === 'import' && run?.state === 'running' && run.total > 0
          ? texts.importingOf(run.done, run.total)
          : busy === 'import' && texts.importing}
      </p>
      {!busy && !report && run && <RunNotice run={run} />}
      {failure && (
        <Notice kind="danger" title={failure.title} urgent>
          {failure.text}
        </Notice>
      )}
      {report && <ImportReportView key={runs} report={report} />}
    </Panel>
  );
}

async function read(file: File, texts: Texts['accounts']['import']): Promise<{ csv: string } | { unfit: string }> {
  const { fileBytes } = limits.import;
  if (file.size > fileBytes) return { unfit: texts.fileTooLarge(fileBytes / 1024 / 1024) };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return { unfit: texts.fileUnreadable };
  }
  const csv = new TextDecoder().decode(bytes);
  const line = unreadableLine(csv);
  return line === undefined ? { csv } : { unfit: texts.fileEncoding(line) };
}
