import type { ReactNode } from 'react';
import type {
  Transfer,
  TransferAnswer,
  TransferDetails,
} from '../../../../shared/applications/immtrac2/exchange-api.ts';
import { exchangeTexts as texts, faultCauses } from '../../../../shared/applications/immtrac2/exchange-texts.ts';
import { timeInWords } from '../../../../shared/contract/time.ts';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';

type TransfersTableProps = {
  transfers: readonly Transfer[];
  timeZone: string;
  /** The way to one file's answers. */
  link: (transfer: Transfer) => ReactNode;
};

export function TransfersTable({ transfers, timeZone, link }: TransfersTableProps) {
  const { columns } = texts;
  const shown: Column<Transfer>[] = [
    { id: 'file', label: columns.file, value: ({ fileName }) => fileName, cell: link, names: true },
    {
      id: 'at',
      label: columns.at,
      value: ({ at }) => at,
      cell: ({ at }) => timeInWords(at, timeZone, { dateStyle: 'medium' }),
    },
    { id: 'by', label: columns.by, value: ({ by }) => by },
    { id: 'site', label: columns.site, value: ({ site }) => site },
    {
      id: 'state',
      label: columns.state,
      value: ({ state }) => texts.states[state],
      cell: (transfer) => <State of={transfer} />,
    },
    { id: 'messages', label: columns.messages, value: ({ messages }) => messages, numeric: true },
    { id: 'accepted', label: columns.accepted, value: ({ accepted }) => accepted, numeric: true },
    { id: 'inPart', label: columns.inPart, value: ({ inPart }) => inPart, numeric: true },
    { id: 'refused', label: columns.refused, value: ({ refused }) => refused, numeric: true },
  ];
  return <DataTable caption={texts.list} rows={transfers} columns={shown} rowKey={({ id }) => id} empty={texts.none} />;
}

function State({ of }: { of: Transfer }) {
  if (of.state !== 'working') return texts.states[of.state];
  return <progress className="progress" value={of.progress} aria-label={texts.progress(of.fileName)} />;
}

/** Each message with what its sender has to do; what is not taken stands first. */
export function AnswersTable({ transfer }: { transfer: TransferDetails }) {
  const { answer: labels } = texts;
  const columns: Column<TransferAnswer>[] = [
    { id: 'controlId', label: labels.controlId, value: ({ controlId }) => controlId, names: true, code: true },
    { id: 'kind', label: labels.kind, value: ({ kind }) => kind },
    { id: 'outcome', label: labels.outcome, value: ({ answer }) => texts.outcomes[answer] },
    {
      id: 'cause',
      label: labels.cause,
      value: ({ faults }) => [...new Set(faults.map(({ cause }) => faultCauses[cause]))].join(', '),
    },
    {
      id: 'faults',
      label: labels.faults,
      value: ({ faults }) => faults.map(({ at, text }) => texts.fault(at, text)).join('\n'),
      cell: ({ faults }) =>
        faults.length === 0 ? (
          texts.nothingToDo
        ) : (
          <ul>
            {faults.map(({ at, text }) => (
              <li key={`${at} ${text}`}>{texts.fault(at, text)}</li>
            ))}
          </ul>
        ),
    },
  ];
  const { answers, messages } = transfer;
  return (
    <>
      {answers.length < messages && <p className="soft">{texts.answersMore(answers.length)}</p>}
      <DataTable
        caption={texts.answers}
        rows={answers}
        columns={columns}
        rowKey={({ id }) => id}
        empty={texts.noAnswers}
        file="hl7-answers"
      />
    </>
  );
}
