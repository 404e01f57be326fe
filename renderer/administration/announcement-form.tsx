import { useState } from 'react';
import {
  type Announcement,
  type AnnouncementFault,
  announcementsApi,
  type NewAnnouncement,
} from '../../shared/identity/api/announcements.ts';
import { type Role, roleIds } from '../../shared/identity/roles.ts';
import { languageNames, languages } from '../../shared/contract/languages.ts';
import { limits } from '../../shared/contract/limits.ts';
import { type CalendarDate, dayOf } from '../../shared/contract/time.ts';
import { call } from '../platform/api/client.ts';
import { ResourceView } from '../platform/api/resource-view.tsx';
import { useChange, useRead } from '../platform/api/queries.ts';
import { RadioGroup } from '../platform/design/choices.tsx';
import { Button, Notice, Panel, TextField } from '../platform/design/components.tsx';
import { DateField } from '../platform/design/date-field.tsx';
import { SelectField } from '../platform/design/select-field.tsx';
import { Form } from '../platform/forms/form.tsx';
import { Refusal } from '../platform/forms/refusal.tsx';
import { usePortalTexts } from '../portal/portal-texts.ts';
import { useAdministrationTexts } from './administration-texts.ts';
import { faultOf, WordingFields } from './wording-fields.tsx';

type AnnouncementFormProps = {
  /** Undefined where a new one is written. */
  changed: Announcement | undefined;
  timeZone: string;
  onDone: () => void;
  onCancel: () => void;
};

interface Draft extends Pick<NewAnnouncement, 'severity' | 'en' | 'es'> {
  readonly to: 'everybody' | 'role' | 'site';
  readonly role: string;
  readonly site: string;
  readonly fromDay: CalendarDate | undefined;
  readonly fromTime: string;
  readonly toDay: CalendarDate | undefined;
  readonly toTime: string;
}

/** One announcement, with how it will look. */
export function AnnouncementForm({ changed, timeZone, onDone, onCancel }: AnnouncementFormProps) {
  const { announcements: texts } = useAdministrationTexts();
  const { frame, portal } = usePortalTexts();
  const [draft, setDraft] = useState(() => draftOf(changed, timeZone));
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const missing = (value: string | undefined, kind: keyof typeof texts.missing) =>
    (value ?? '').trim() === '' ? texts.missing[kind] : undefined;
  const refused = (field: string) => faultOf<AnnouncementFault>(send.error, field, texts.faults);
  const needed = [
    ...[draft.fromDay, draft.fromTime, draft.toDay, draft.toTime],
    ...languages.flatMap((language) => [draft[language].title, draft[language].text]),
    ...(draft.to === 'role' ? [draft.role] : draft.to === 'site' ? [draft.site] : []),
  ];
  const complete = needed.every((value) => (value ?? '').trim() !== '');
  const send = useChange(async () => {
    const request = requestOf(draft);
    await (changed === undefined
      ? call(announcementsApi.write, { request })
      : call(announcementsApi.change, {
          params: { id: changed.id },
          request: { ...request, version: changed.version },
        }));
    onDone();
  });

  return (
    <Panel title={changed === undefined ? texts.write : texts.change(changed.en.title)}>
      <Form sends={send} complete={complete}>
        <Refusal of={send.error} title={texts.failed} />
        <RadioGroup
          legend={texts.severity}
          field="severity"
          choices={(['information', 'warning'] as const).map((id) => ({ id, name: texts.severities[id] }))}
          chosen={draft.severity}
          onChange={(severity) => set({ severity })}
        />
        <RadioGroup
          legend={texts.audience}
          field="audience"
          choices={(['everybody', 'role', 'site'] as const).map((id) => ({ id, name: texts.audiences[id] }))}
          chosen={draft.to}
          onChange={(to) => set({ to })}
        />
        {draft.to === 'role' && (
          <SelectField
            label={texts.role}
            field="audience.role"
            choices={roleIds.map((id) => ({ id, name: portal.roles[id] }))}
            value={draft.role}
            onChoose={(role) => set({ role })}
            error={missing(draft.role, 'choice')}
          />
        )}
        {draft.to === 'site' && (
          <SiteField
            value={draft.site}
            onChoose={(site) => set({ site })}
            error={missing(draft.site, 'choice') ?? refused('audience.site')}
          />
        )}
        <div className="row">
          <DateField
            label={texts.fromDay}
            field="from"
            value={draft.fromDay}
            onChange={(fromDay) => set({ fromDay })}
            error={missing(draft.fromDay, 'day') ?? refused('from')}
          />
          <TextField
            label={texts.fromTime}
            hint={texts.clinicTime}
            type="time"
            value={draft.fromTime}
            onChange={({ target }) => set({ fromTime: target.value })}
            error={missing(draft.fromTime, 'time')}
          />
        </div>
        <div className="row">
          <DateField
            label={texts.toDay}
            field="to"
            value={draft.toDay}
            onChange={(toDay) => set({ toDay })}
            error={missing(draft.toDay, 'day') ?? refused('to')}
          />
          <TextField
            label={texts.toTime}
            hint={texts.clinicTime}
            type="time"
            value={draft.toTime}
            onChange={({ target }) => set({ toTime: target.value })}
            error={missing(draft.toTime, 'time')}
          />
        </div>
        <WordingFields
          texts={texts}
          value={draft}
          onChange={(language, wording) => set({ [language]: wording })}
          errorOf={(field, value) => missing(value, 'text') ?? refused(field)}
          most={limits.announcements}
          rows={3}
        />
        <Preview {...draft} />
        <div className="row">
          <Button kind="primary" type="submit" busy={send.isPending && frame.loading}>
            {changed === undefined ? texts.publish : texts.save}
          </Button>
          {changed !== undefined && <Button onClick={onCancel}>{texts.cancel}</Button>}
        </div>
      </Form>
    </Panel>
  );
}

type SiteFieldProps = { value: string; onChoose: (site: string) => void; error: string | undefined };

function SiteField(field: SiteFieldProps) {
  const { site } = useAdministrationTexts().announcements;
  const sites = useRead(announcementsApi.sites);
  return (
    <ResourceView of={sites}>
      {(list) => (
        <SelectField
          label={site}
          field="audience.site"
          choices={list.map(({ id, name }) => ({ id, name: `${name} (${id})` }))}
          {...field}
        />
      )}
    </ResourceView>
  );
}

/** As the portal's home shows it. */
function Preview({ severity, ...wordings }: Pick<Draft, 'severity' | 'en' | 'es'>) {
  const { announcements: texts } = useAdministrationTexts();
  const kind = severity === 'warning' ? 'warning' : 'information';
  return (
    <section className="stack" aria-label={texts.preview}>
      <h3>{texts.preview}</h3>
      {languages.map((language) => {
        const { title, text } = wordings[language];
        return title.trim() === '' && text.trim() === '' ? (
          <p key={language} className="soft">
            {languageNames[language]}: {texts.nothingYet}
          </p>
        ) : (
          <div key={language} lang={language}>
            <Notice kind={kind} title={title}>
              <p>{text}</p>
            </Notice>
          </div>
        );
      })}
    </section>
  );
}

function draftOf(changed: Announcement | undefined, timeZone: string): Draft {
  const empty = { title: '', text: '' };
  const today = dayOf(Date.now(), timeZone);
  const { role, site } = changed?.audience ?? {};
  const [fromDay, fromTime] = (changed?.from ?? `${today}T00:00`).split('T');
  const [toDay, toTime] = (changed?.to ?? `${today}T23:59`).split('T');
  return {
    severity: changed?.severity ?? 'information',
    to: role ? 'role' : site ? 'site' : 'everybody',
    role: role ?? '',
    site: site ?? '',
    fromDay: fromDay!,
    fromTime: fromTime!,
    toDay: toDay!,
    toTime: toTime!,
    en: changed?.en ?? empty,
    es: changed?.es ?? empty,
  };
}

/** What is written over several lines is one line to those who read it. */
function requestOf({ severity, to, role, site, fromDay, fromTime, toDay, toTime, en, es }: Draft): NewAnnouncement {
  const trimmed = ({ title, text }: Draft['en']) => ({
    title: title.trim(),
    text: text.trim().replaceAll(/\s+/g, ' '),
  });
  return {
    severity,
    audience: to === 'role' ? { role: role as Role } : to === 'site' ? { site } : {},
    from: `${fromDay}T${fromTime}`,
    to: `${toDay}T${toTime}`,
    en: trimmed(en),
    es: trimmed(es),
  };
}
