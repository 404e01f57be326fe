import { useState } from 'react';
import { Badge } from '../platform/design/badge.tsx';
import { Button, ButtonLink } from '../platform/design/button.tsx';
import { Details, Panel } from '../platform/design/components.tsx';
import { Notice } from '../platform/design/notice.tsx';
import { Loading } from '../platform/design/loading.tsx';
import { Empty, Stepper } from '../platform/design/states.tsx';
import { toast } from '../platform/design/toasts.tsx';

const kinds = ['information', 'positive', 'warning', 'danger'] as const;
const long =
  'A text that is much longer than anybody expected when the place for it was drawn, with Donaudampfschifffahrtsgesellschaftskapitänsmütze in it';

/** What says something and asks for nothing. */
export function Showing() {
  const [busy, setBusy] = useState(false);
  return (
    <>
      <Panel title="Buttons">
        <div className="row">
          <Button kind="primary">Primary</Button>
          <Button>Plain</Button>
          <Button kind="quiet">Quiet</Button>
          <Button kind="danger">Danger</Button>
          <Button aria-pressed>Pressed</Button>
          <Button unavailable>Unavailable</Button>
          <Button kind="primary" busy={busy && 'Sending…'} onClick={() => setBusy(true)}>
            Send
          </Button>
          <ButtonLink href="#">Link</ButtonLink>
          <Button>{long}</Button>
        </div>
      </Panel>
      <Panel title="Notices">
        {kinds.map((kind) => (
          <Notice key={kind} kind={kind} title={`A notice: ${kind}`}>
            What there is to know, with <a href="#content">a link</a>.
          </Notice>
        ))}
        <Notice title={long}>{long}</Notice>
      </Panel>
      <Panel title="Badges">
        <div className="row">
          <Badge>Historical</Badge>
          {kinds.map((kind) => (
            <Badge key={kind} kind={kind}>
              {kind}
            </Badge>
          ))}
        </div>
      </Panel>
      <Panel title="Details">
        <Details
          items={[
            ['Date of birth', '05/04/2019'],
            [
              'ImmTrac2 ID',
              <span key="id" className="code">
                9900000001
              </span>,
            ],
            ['Address', long],
            ['Nothing', ''],
          ]}
        />
      </Panel>
      <Panel title="States">
        <Loading>Loading…</Loading>
        <Empty title="No client has this name">
          <p>Check the spelling, or look for the ImmTrac2 ID.</p>
        </Empty>
        <Stepper label="Steps" steps={['Who are you?', 'Verify', 'New password']} current={1} />
        <div className="row">
          <Button onClick={() => toast('The dose was recorded')}>Show a toast</Button>
        </div>
      </Panel>
    </>
  );
}
