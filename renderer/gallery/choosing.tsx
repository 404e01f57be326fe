import { useState } from 'react';
import { ComboField } from '../platform/design/aria/combo-field.tsx';
import { Dialog } from '../platform/design/aria/dialog.tsx';
import { Tabs } from '../platform/design/aria/tabs.tsx';
import { Button } from '../platform/design/button.tsx';
import { Panel } from '../platform/design/components.tsx';
import { SelectField } from '../platform/design/select-field.tsx';

const vaccines = ['DTaP', 'HepA', 'HepB', 'Hib', 'HPV', 'Influenza', 'MMR', 'Varicella'].map((name) => ({
  id: name.toLowerCase(),
  name,
}));

/** What opens, and what changes its part of the page. */
export function Choosing() {
  const [site, setSite] = useState('nope');
  const [vaccine, setVaccine] = useState<string>();
  const [open, setOpen] = useState(false);
  return (
    <Panel title="Choosing">
      <SelectField
        label="Site"
        value={site}
        choices={[
          { id: 'north', name: 'North Clinic' },
          { id: 'south', name: 'South Clinic', unavailable: true },
        ]}
        onChoose={setSite}
      />
      <ComboField
        label="Vaccine"
        hint="Type a part of its name."
        choices={vaccines}
        value={vaccine}
        onChoose={setVaccine}
      />
      <ComboField label="Trade name" error="Choose a trade name." choices={[]} value={undefined} onChoose={() => {}} />
      <p>Chosen: {vaccine ?? 'none'}</p>
      <Tabs
        label="Client"
        tabs={[
          { id: 'history', name: 'History', content: <p>Immunization history</p> },
          { id: 'forecast', name: 'Forecast', content: <p>Doses that are due</p> },
        ]}
      />
      <div>
        <Button onClick={() => setOpen(true)}>Open a dialog</Button>
      </div>
      <Dialog
        title="Delete this dose?"
        alert
        isOpen={open}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button kind="danger" onClick={() => setOpen(false)}>
              Delete
            </Button>
            <Button onClick={() => setOpen(false)}>Keep</Button>
          </>
        }
      >
        <p>It stays in the audit trail.</p>
      </Dialog>
    </Panel>
  );
}
