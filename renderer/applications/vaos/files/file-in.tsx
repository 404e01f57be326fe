import { type ChangeEvent, useState } from 'react';
import type { FileRemark } from '../../../../shared/applications/vaos/files/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { Notice } from '../../../platform/design/components.tsx';
import { FileField } from '../../../platform/design/file-field.tsx';
import { useFieldProblemText } from '../../../platform/forms/field-message.ts';
import { fieldName } from '../forms/field-names.ts';
import { Failure } from '../forms/stock-form.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

interface Found<Row> {
  readonly rows: readonly Row[];
  readonly refused: readonly FileRemark[];
}

type FileInProps<Row> = {
  hint: string;
  read: (csv: string) => Promise<Found<Row>>;
  onRows: (rows: readonly Row[]) => void;
};

/** A file whose rows fill in the form; nothing is filed before a person has looked at them [V3][V6]. */
export function FileIn<Row>({ hint, read, onRows }: FileInProps<Row>) {
  const { file: texts, fieldNames, refusals } = useVaosTexts();
  const problemText = useFieldProblemText(refusals);
  const [done, setDone] = useState<Found<Row>>();
  const [tooLarge, setTooLarge] = useState(false);

  const reading = useChange(async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file === undefined) return;
    setDone(undefined);
    setTooLarge(file.size > limits.stock.fileCharacters);
    if (file.size > limits.stock.fileCharacters) return;
    try {
      const answer = await read(textOf(await file.arrayBuffer()));
      onRows(answer.rows);
      setDone(answer);
    } finally {
      // The same file, mended, can be chosen again.
      target.value = '';
    }
  });

  return (
    <div className="stack">
      <FileField
        label={texts.label}
        hint={hint}
        accept=".csv,.txt,text/csv"
        onChange={reading.mutate}
        progress={reading.isPending || undefined}
        progressLabel={texts.reading}
        wrong={tooLarge ? texts.tooLarge : undefined}
      />
      {reading.error && <Failure error={reading.error} />}
      {done && done.rows.length > 0 && <Notice title={texts.filled(done.rows.length)} urgent />}
      {done && done.refused.length > 0 && (
        <Notice kind="warning" title={texts.refused} urgent>
          <ul>
            {done.refused.map(({ line, ...problem }) => (
              <li key={`${line} ${problem.field}`}>
                {texts.line(line, fieldName(fieldNames, problem.field), problemText(problem))}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

/** Spreadsheets of older computers write Windows-1252. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
