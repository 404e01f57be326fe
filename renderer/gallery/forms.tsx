import { useState } from 'react';
import type { CalendarDate } from '../../shared/contract/time.ts';
import { AreaField } from '../platform/design/area-field.tsx';
import { Button } from '../platform/design/button.tsx';
import { Check, CheckGroup } from '../platform/design/choices.tsx';
import { Panel } from '../platform/design/components.tsx';
import { DateField } from '../platform/design/date-field.tsx';
import { FileField } from '../platform/design/file-field.tsx';
import { TextField } from '../platform/design/text-field.tsx';
import { Form } from '../platform/forms/form.tsx';

const routes = [
  { id: 'im', name: 'Intramuscular' },
  { id: 'sc', name: 'Subcutaneous' },
] as const;

/** Where nothing is sent. */
const nobody = { mutate: () => {}, reset: () => {}, error: null };

/** A form that says what is wrong with it, and fields in the states that it does not show. */
export function Forms() {
  const [lot, setLot] = useState('');
  const [born, setBorn] = useState<CalendarDate>();
  const [given, setGiven] = useState<('im' | 'sc')[]>([]);
  return (
    <>
      <Panel title="A form">
        <Form sends={nobody} complete={false} aria-label="Record a dose">
          <TextField
            label="Lot"
            hint="As it is printed on the box."
            error={lot === '' ? 'Enter the lot.' : undefined}
            value={lot}
            onChange={({ target }) => setLot(target.value)}
          />
          <DateField
            label="Date given"
            error={born === undefined ? 'Enter the date.' : undefined}
            value={born}
            onChange={setBorn}
          />
          <CheckGroup
            legend="Route"
            choices={routes}
            chosen={given}
            onChange={setGiven}
            error={given.length === 0 ? 'Choose a route.' : undefined}
          />
          <div>
            <Button kind="primary" type="submit">
              Record
            </Button>
          </div>
        </Form>
      </Panel>
      <Panel title="Fields">
        <TextField label="Account password" type="password" defaultValue="" autoComplete="off" />
        <TextField label="Read only" value="maria.garcia" readOnly />
        <AreaField label="Several lines" hint="One in each." rows={3} error="This list is empty." />
        <FileField label="File" accept=".csv" onChange={() => {}} progress={0.6} progressLabel="Sending" />
        <Check checked onChange={() => {}}>
          Import the other rows when some are refused
        </Check>
      </Panel>
    </>
  );
}
