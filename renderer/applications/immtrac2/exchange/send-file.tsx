import { type ChangeEvent, useState } from 'react';
import { limits } from '../../../../shared/contract/limits.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { Notice } from '../../../platform/design/components.tsx';
import { FileField } from '../../../platform/design/file-field.tsx';
import { useFieldProblemText } from '../../../platform/forms/field-message.ts';
import { useProblemText } from '../../../platform/texts/problem-text.ts';
import { useExchangeTexts } from './exchange-texts.ts';

const mebibytes = limits.hl7.fileBytes / 2 ** 20;

type SendFileProps = { send: (file: { fileName: string; content: string }) => Promise<unknown>; onSent: () => void };

/** A file of messages goes to the server as it is chosen, byte for byte. */
export function SendFile({ send, onSent }: SendFileProps) {
  const { files: texts, refusals } = useExchangeTexts();
  const problemText = useProblemText();
  const wordsOf = useFieldProblemText(refusals);
  const [state, setState] = useState<'idle' | 'sent' | 'too large'>('idle');

  const sending = useChange(async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file === undefined) return;
    setState(file.size > limits.hl7.fileBytes ? 'too large' : 'idle');
    if (file.size > limits.hl7.fileBytes) return;
    try {
      await send({ fileName: file.name, content: base64(new Uint8Array(await file.arrayBuffer())) });
      setState('sent');
      onSent();
    } finally {
      target.value = '';
    }
  });

  return (
    <div className="stack">
      <FileField
        label={texts.file}
        field="content"
        hint={texts.fileHint(mebibytes)}
        accept=".hl7,.txt,.dat,text/plain"
        onChange={sending.mutate}
        progress={sending.isPending || undefined}
        progressLabel={texts.sending}
        error={state === 'too large' ? texts.tooLarge(mebibytes) : undefined}
      />
      {state === 'sent' && <Notice title={texts.sent} urgent />}
      {sending.error && (
        <Notice kind="danger" urgent>
          {[problemText(sending.error), ...sending.error.fields.map(wordsOf)].join(' ')}
        </Notice>
      )}
    </div>
  );
}

const step = 0x80_00;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
