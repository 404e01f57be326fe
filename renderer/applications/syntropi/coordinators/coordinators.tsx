import { useState } from 'react';
import {
  type Coordinator,
  type CoordinatorRole,
  type NamedCoordinator,
  type Organization,
  syntropiApi,
} from '../../../../shared/applications/syntropi/organizations/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import type { ApiError } from '../../../platform/api/api-error.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { Button, Notice, Panel, Table, TableHead, TextField } from '../../../platform/design/components.tsx';
import { DateField } from '../../../platform/design/date-field.tsx';
import { useFirstField } from '../../../platform/forms/first-field.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { useProblemText } from '../../../platform/texts/problem-text.ts';
import { useSyntropiTexts } from '../syntropi-texts.ts';

const roles: readonly CoordinatorRole[] = ['primary', 'secondary'];

type CoordinatorsProps = { organization: Organization; onChanged: () => void };

/** Who the coordinators are, and for who answers for the organization, who they are to be [Y3]. */
export function Coordinators({ organization, onChanged }: CoordinatorsProps) {
  const { coordinators: texts, coordinatorRole } = useSyntropiTexts().organization;
  const [doing, setDoing] = useState<{ what: 'name' | 'remove'; role: CoordinatorRole }>();
  const { coordinators, mayName } = organization;
  const ofRole = (role: CoordinatorRole) => coordinators.find((each) => each.role === role);
  const shared = { organization: organization.id, onDone: onChanged, onCancel: () => setDoing(undefined) };
  const columns = [texts.role, texts.name, texts.contact, texts.trainedOn];
  return (
    <>
      <Table caption={texts.caption}>
        <TableHead columns={columns} action={mayName && texts.action} />
        <tbody>
          {roles.map((role) => {
            const named = ofRole(role);
            return (
              <tr key={role}>
                <th scope="row">{coordinatorRole[role]}</th>
                <td>{named?.name ?? texts.nobody}</td>
                <td>
                  {named?.email}
                  <div className="whole">{named?.phone}</div>
                </td>
                <td className="code">{named && shownDate(named.trainedOn)}</td>
                {mayName && (
                  <td className="no-print">
                    <Choices role={role} isNamed={named !== undefined} onChoose={(what) => setDoing({ what, role })} />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </Table>
      {doing?.what === 'name' && <NameForm key={doing.role} role={doing.role} {...shared} />}
      {doing?.what === 'remove' && <RemoveForm named={ofRole(doing.role)!} {...shared} />}
    </>
  );
}

type ChoicesProps = { role: CoordinatorRole; isNamed: boolean; onChoose: (what: 'name' | 'remove') => void };

function Choices({ role, isNamed, onChoose }: ChoicesProps) {
  const { coordinators: texts, coordinatorRole } = useSyntropiTexts().organization;
  const of = <span className="visually-hidden">{` ${coordinatorRole[role]}`}</span>;
  return (
    <div className="row">
      <Button onClick={() => onChoose('name')}>
        {isNamed ? texts.replace : texts.nameSomebody}
        {of}
      </Button>
      {isNamed && (
        <Button onClick={() => onChoose('remove')}>
          {texts.remove}
          {of}
        </Button>
      )}
    </div>
  );
}

type FormProps = { organization: string; onDone: () => void; onCancel: () => void };

function NameForm({ role, organization, onDone, onCancel }: FormProps & { role: CoordinatorRole }) {
  const { organization: own, refusals } = useSyntropiTexts();
  const { coordinators: texts, coordinatorRole } = own;
  const [typed, setTyped] = useState({ name: '', username: '', email: '', phone: '' });
  const [trainedOn, setTrainedOn] = useState<string>();
  const form = useFirstField();
  const complete = Object.values(typed).every((text) => text.trim() !== '') && trainedOn !== undefined;
  const send = useChange(async () => {
    const { name, username, email, phone } = typed;
    const trimmed = { name: name.trim(), username: username.trim(), email: email.trim(), phone: phone.trim() };
    const request: NamedCoordinator = { role, ...trimmed, trainedOn: trainedOn! };
    await call(syntropiApi.nameCoordinator, { params: { organization }, request });
    onDone();
  });
  const field = (name: keyof typeof typed, more: { hint?: string; type?: 'email' | 'tel' } = {}) => (
    <TextField
      label={texts.fields[name]}
      {...more}
      field={name}
      value={typed[name]}
      autoComplete="off"
      spellCheck={false}
      maxLength={254}
      onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
      error={typed[name].trim() === '' ? texts.needed : undefined}
    />
  );
  return (
    <Panel title={texts.title(coordinatorRole[role])}>
      <div ref={form}>
        <Form sends={send} complete={complete} refusals={refusals}>
          {send.error && send.error.fields.length === 0 && <Refused error={send.error} />}
          <p className="soft">{texts.text}</p>
          {field('name')}
          {field('username', { hint: texts.fields.usernameHint })}
          {field('email', { type: 'email' })}
          {field('phone', { type: 'tel' })}
          <DateField
            label={texts.fields.trainedOn}
            field="trainedOn"
            hint={texts.fields.trainedHint}
            value={trainedOn}
            onChange={setTrainedOn}
            error={trainedOn === undefined ? texts.needed : undefined}
          />
          <div className="row">
            <Button kind="primary" type="submit" busy={send.isPending && texts.saving}>
              {texts.save}
            </Button>
            <Button onClick={onCancel}>{texts.cancel}</Button>
          </div>
        </Form>
      </div>
    </Panel>
  );
}

function RemoveForm({ named, organization, onDone, onCancel }: FormProps & { named: Coordinator }) {
  const { coordinators: texts, coordinatorRole } = useSyntropiTexts().organization;
  const form = useFirstField();
  const { role, name } = named;
  const send = useChange(async () => {
    await call(syntropiApi.removeCoordinator, { params: { organization, role } });
    onDone();
  });
  return (
    <Panel title={texts.title(coordinatorRole[role])}>
      <div ref={form}>
        <Form sends={send}>
          {send.error && <Refused error={send.error} />}
          <p>{texts.removeText(name)}</p>
          <div className="row">
            <Button kind="danger" type="submit" busy={send.isPending && texts.saving}>
              {texts.confirmRemove}
            </Button>
            <Button onClick={onCancel}>{texts.cancel}</Button>
          </div>
        </Form>
      </div>
    </Panel>
  );
}

function Refused({ error }: { error: ApiError }) {
  const { coordinators: texts } = useSyntropiTexts().organization;
  const problemText = useProblemText();
  return (
    <Notice kind="danger" title={texts.refused} urgent>
      {problemText(error)}
    </Notice>
  );
}
