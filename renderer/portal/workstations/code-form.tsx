import { type SubmitEvent, useState } from 'react';
import { workstationName, workstationsApi } from '../../../shared/identity/api/workstations.ts';
import { workstationTexts as texts } from '../../../shared/identity/texts/workstations.ts';
import { type ApiError, call } from '../../platform/api/client.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';

/** Makes a code that enrols one workstation. */
export function CodeForm() {
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<{ name: string; code: string }>();
  const [failure, setFailure] = useState<ApiError>();
  const missing = name.trim() === '';

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) return;
    setFailure(undefined);
    try {
      const { code } = await call(workstationsApi.makeCode, { request: { name: name.trim() } });
      setMade({ name: name.trim(), code });
      setName('');
      setTried(false);
    } catch (error) {
      setFailure(error as ApiError);
    }
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      {failure && (
        <Notice kind="danger" title={texts.failed} urgent>
          {failure.message}
        </Notice>
      )}
      {made && (
        <Notice kind="positive" title={texts.code(made.code)} urgent>
          {texts.codeText(made.name)}
        </Notice>
      )}
      <TextField
        label={texts.name}
        hint={texts.nameHint}
        error={tried && missing ? texts.nameMissing : undefined}
        autoComplete="off"
        maxLength={workstationName.maximum}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <Button kind="primary" type="submit">
          {texts.makeCode}
        </Button>
      </div>
    </form>
  );
}
