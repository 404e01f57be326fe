import { type ChangeEvent, useState } from 'react';
import { type ImportReport, unreadableLine } from '../../../shared/identity/api/import.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Check } from '../../platform/design/choices.tsx';
import { Button, Notice, Panel } from '../../platform/design/components.tsx';
import { FileField } from '../../platform/design/file-field.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { usePortalTexts } from '../portal-texts.ts';
import { RunNotice, useImportRun } from './import-run.tsx';
import { ImportReportView } from './import-report.tsx';
import { sendImport } from './send-import.ts';

/** A file is checked first and imported then, as it was when it was checked [S4]. */
export function ImportPanel() {
  const texts = usePortalTexts().accounts.import;
  const problemText = useProblemText();
  const [file, setFile] = useState<{ csv: string } | { unfit: string }>();
  const [partial, setPartial] = useState(false);
  const [update, setUpdate] = useState(false);
  const [report, setReport] = useState<ImportReport>();
  const [runs, setRuns] = useState(0);
  const [dryRun, setDryRun] = useState(true);
  const run = useImportRun();
  const csv = file && 'csv' in file ? file.csv : undefined;

  const send = useChange(async (check: boolean) => {
    setDryRun(check);
    try {
      setReport(await sendImport({ csv: csv!, dryRun: check, partial, update }));
      setRuns(runs + 1);
    } catch (error) {
      setReport(undefined);
      throw error;
    }
  });
  const checking = send.isPending && dryRun;
  const importing = send.isPending && !dryRun;
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    setReport(undefined);
    if (send.error) send.reset();
    setFile(chosen && (await read(chosen, texts)));
  };

  const unfit = file && 'unfit' in file ? file.unfit : undefined;
  const importable =
    report?.dryRun && report.created + report.updated.length > 0 && (partial || report.refused.length === 0);
  const interrupted = send.error?.type === 'unreachable' && !dryRun;
  const done = run?.state === 'running' && run.total > 0 ? run : undefined;
  return (
    <Panel title={texts.title}>
      <p>{texts.explanation}</p>
      <Form sends={{ ...send, mutate: () => send.mutate(true) }} complete={csv !== undefined}>
        <FileField
          label={texts.file}
          field="csv"
          accept=".csv,text/csv"
          progress={importing && done ? done.done / done.total : send.isPending || undefined}
          progressLabel={importing ? texts.submit : texts.check}
          error={file === undefined ? texts.fileMissing : undefined}
          wrong={unfit}
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
          <Button kind={importable ? 'plain' : 'primary'} type="submit" busy={checking && texts.checking}>
            {texts.check}
          </Button>
          {importable && (
            <Button kind="primary" onClick={() => send.mutate(false)}>
              {texts.submit}
            </Button>
          )}
        </div>
      </Form>
      <p role="status" className="soft">
        {importing && (done ? texts.importingOf(done.done, done.total) : texts.importing)}
      </p>
      {!send.isPending && !report && run && <RunNotice run={run} />}
      {send.error && (
        <Notice kind="danger" title={dryRun ? texts.checkFailed : texts.failed} urgent>
          {interrupted ? texts.interrupted : problemText(send.error)}
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
