import type { ChangeEvent } from 'react';
import { Field, type FieldTexts } from './field.tsx';

type FileFieldProps = FieldTexts & {
  /** Why the file that was chosen cannot be had. */
  wrong?: string | undefined;
  accept: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
  /** While it is sent or read: what of it is done, from 0 to 1, or `true` where nobody can tell. */
  progress?: number | true | undefined;
  progressLabel?: string;
};

/** A file of this computer, and how far the sending of it is. */
export function FileField({ accept, onChange, progress, progressLabel, ...field }: FileFieldProps) {
  return (
    <>
      <Field {...field}>{(control) => <input {...control} type="file" accept={accept} onChange={onChange} />}</Field>
      {progress !== undefined && (
        <progress className="progress" aria-label={progressLabel} {...(progress !== true && { value: progress })} />
      )}
    </>
  );
}
