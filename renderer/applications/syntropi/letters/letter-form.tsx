import { type ChangeEvent, useState } from 'react';
import { Link } from 'wouter';
import {
  type EnrollmentForm,
  enrollmentsApi,
  letterPath,
  type LetterType,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { Button, ButtonLink, Panel } from '../../../platform/design/components.tsx';
import { FileField } from '../../../platform/design/file-field.tsx';
import { useFieldMessage } from '../../../platform/forms/field-message.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { Failure } from '../failure.tsx';
import { useSyntropiTexts } from '../syntropi-texts.ts';

const types = ['application/pdf', 'image/png', 'image/jpeg'] as const satisfies readonly LetterType[];
const { letterBytes, letterNameCharacters } = limits.enrollment;

/** The letter of a health center: what is there, and another in its place. */
export function LetterForm({ form, onChanged }: { form: EnrollmentForm; onChanged: () => void }) {
  const { enrollment, refusals } = useSyntropiTexts();
  const texts = enrollment.letter;
  const [file, setFile] = useState<File>();
  const fieldMessage = useFieldMessage(refusals);
  const type = types.find((each) => each === file?.type);
  const params = { enrollment: form.id };
  const send = useChange(async () => {
    const content = await base64Of(file!);
    const name = file!.name.slice(-letterNameCharacters);
    await call(enrollmentsApi.addLetter, { params, request: { name, type: type!, content }, timeout: 60_000 });
    onChanged();
  });
  const remove = useChange(async () => {
    await call(enrollmentsApi.removeLetter, { params });
    onChanged();
  });
  const wrong = () => {
    if (file === undefined) return texts.choose;
    if (type === undefined) return texts.type;
    return file.size > letterBytes ? texts.tooLarge : undefined;
  };
  const ofFile = fieldMessage(send.error, 'content') ?? fieldMessage(send.error, 'name');
  const other = (ofFile === undefined ? send.error : undefined) ?? remove.error;
  return (
    <Panel>
      <p>{texts.intro}</p>
      {form.letter ? (
        <p className="row">
          <span>{texts.there(form.letter.name, shownDate(form.letter.addedOn))}</span>
          <ButtonLink href={letterPath(form.id)}>{texts.save}</ButtonLink>
          <Button busy={remove.isPending && enrollment.form.saving} onClick={() => remove.mutate()}>
            {texts.remove}
          </Button>
        </p>
      ) : (
        <p className="soft">{texts.none}</p>
      )}
      <Form sends={send} complete={wrong() === undefined}>
        {other && <Failure error={other} title={enrollment.form.refused} />}
        <FileField
          label={texts.file}
          field="content"
          hint={texts.hint}
          accept={types.join(',')}
          onChange={({ target }: ChangeEvent<HTMLInputElement>) => setFile(target.files?.[0])}
          error={wrong() ?? ofFile}
          progress={send.isPending ? true : undefined}
          progressLabel={enrollment.form.saving}
        />
        <div className="row">
          <Button kind="primary" type="submit" busy={send.isPending && enrollment.form.saving}>
            {form.letter ? texts.replace : texts.add}
          </Button>
          {form.letter && <Link href={`/enrollments/${form.id}/hours`}>{enrollment.section.hours}</Link>}
        </div>
      </Form>
    </Panel>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve((reader.result as string).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });
}
