import { useState } from 'react';
import { workstationName, workstationsApi } from '../../../shared/identity/api/workstations.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, TextField } from '../../platform/design/components.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal-texts.ts';

/** Makes a code that enrols one workstation. */
export function CodeForm() {
  const [name, setName] = useState('');
  const [made, setMade] = useState<{ name: string; code: string }>();
  const { frame, workstations: texts } = usePortalTexts();
  const missing = name.trim() === '';
  const make = useChange(async () => {
    const { code } = await call(workstationsApi.makeCode, { request: { name: name.trim() } });
    setMade({ name: name.trim(), code });
    setName('');
  });

  return (
    <Form sends={make} complete={!missing} round={made}>
      <Refusal of={make.error} title={texts.failed} />
      {made && (
        <Notice kind="positive" title={texts.code(made.code)} urgent>
          {texts.codeText(made.name)}
        </Notice>
      )}
      <TextField
        label={texts.name}
        field="name"
        hint={texts.nameHint}
        error={missing ? texts.nameMissing : undefined}
        autoComplete="off"
        maxLength={workstationName.maximum}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div>
        <Button kind="primary" type="submit" busy={make.isPending && frame.loading}>
          {texts.makeCode}
        </Button>
      </div>
    </Form>
  );
}
