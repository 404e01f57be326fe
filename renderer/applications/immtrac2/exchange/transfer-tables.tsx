import { Link } from 'wouter';
import type {
  Transfer,
  TransferAnswer,
  TransferDetails,
} from '../../../../shared/applications/immtrac2/exchange/api.ts';
import { type Language, sourceLanguage } from '../../../../shared/contract/languages.ts';
import { timeInWords } from '../../../../shared/contract/time.ts';
import { Button } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { type ExchangeTexts, useExchangeTexts } from './exchange-texts.ts';

type Open = (transfer: Transfer) => void;
type TransfersTableProps = {
  transfers: readonly Transfer[];
  timeZone: string;
  /** Shows one file's answers where that is no page of its own. */
  open?: Open;
};

export function TransfersTable({ transfers, timeZone, open }: TransfersTableProps) {
  const texts = useExchangeTexts().files;
  const language = useLanguage();
  return (
    <DataTable
      caption={texts.list}
      rows={transfers}
      columns={transferColumns({ timeZone, language, open, texts })}
      rowKey={({ id }) => id}
      empty={texts.none}
    />
  );
}

type TransferColumnsProps = {
  timeZone: string;
  language: Language;
  open: Open | undefined;
  texts: ExchangeTexts['files'];
};

function transferColumns({ timeZone, language, open, texts }: TransferColumnsProps): Column<Transfer>[] {
  const { columns } = texts;
  return [
    {
      id: 'file',
      label: columns.file,
      value: ({ fileName }) => fileName,
      cell: (row) => fileCell(row, open),
      names: true,
    },
    {
      id: 'at',
      label: columns.at,
      value: ({ at }) => at,
      cell: ({ at }) => timeInWords(at, timeZone, { dateStyle: 'medium', language }),
    },
    { id: 'by', label: columns.by, value: ({ by }) => by },
    { id: 'site', label: columns.site, value: ({ site }) => site },
    {
      id: 'state',
      label: columns.state,
      value: ({ state }) => texts.states[state],
      cell: (row) => stateCell(row, texts),
    },
    { id: 'messages', label: columns.messages, value: ({ messages }) => messages, numeric: true },
    { id: 'accepted', label: columns.accepted, value: ({ accepted }) => accepted, numeric: true },
    { id: 'inPart', label: columns.inPart, value: ({ inPart }) => inPart, numeric: true },
    { id: 'refused', label: columns.refused, value: ({ refused }) => refused, numeric: true },
  ];
}

function fileCell(transfer: Transfer, open: Open | undefined) {
  const { id, fileName } = transfer;
  if (open === undefined) return <Link href={`/message-files/${id}`}>{fileName}</Link>;
  return <Button onClick={() => open(transfer)}>{fileName}</Button>;
}

function stateCell({ state, progress, fileName }: Transfer, texts: ExchangeTexts['files']) {
  if (state !== 'working') return texts.states[state];
  return <progress className="progress" value={progress} aria-label={texts.progress(fileName)} />;
}

/** Each message with what its sender has to do; what is not taken stands first. */
export function AnswersTable({ transfer: { answers, messages } }: { transfer: TransferDetails }) {
  const exchange = useExchangeTexts();
  const texts = exchange.files;
  return (
    <>
      {answers.length < messages && <p className="soft">{texts.answersMore(answers.length)}</p>}
      <DataTable
        caption={texts.answers}
        rows={answers}
        columns={answerColumns(exchange)}
        rowKey={({ id }) => id}
        empty={texts.noAnswers}
        file="hl7-answers"
      />
    </>
  );
}

const answerColumns = ({ causes, files: texts }: ExchangeTexts): Column<TransferAnswer>[] => [
  { id: 'controlId', label: texts.answer.controlId, value: ({ controlId }) => controlId, names: true, code: true },
  { id: 'kind', label: texts.answer.kind, value: ({ kind }) => kind },
  { id: 'outcome', label: texts.answer.outcome, value: ({ answer }) => texts.outcomes[answer] },
  {
    id: 'cause',
    label: texts.answer.cause,
    value: ({ faults }) => [...new Set(faults.map(({ cause }) => causes[cause]))].join(', '),
  },
  {
    id: 'faults',
    label: texts.answer.faults,
    value: ({ faults }) => faults.map(({ at, text }) => texts.fault(at, text)).join('\n'),
    cell: (row) => faultsCell(row, texts),
  },
];

function faultsCell({ faults }: TransferAnswer, texts: ExchangeTexts['files']) {
  if (faults.length === 0) return texts.nothingToDo;
  return (
    // As the sender was answered, in English.
    <ul lang={sourceLanguage}>
      {faults.map(({ at, text }) => (
        <li key={`${at} ${text}`}>{texts.fault(at, text)}</li>
      ))}
    </ul>
  );
}
