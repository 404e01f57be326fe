import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import type { SectionId } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { sectionsOf } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import {
  type EnrollmentForm,
  enrollmentsApi,
  SectionComment,
} from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { AreaField } from '../../../platform/design/area-field.tsx';
import { Button, Panel } from '../../../platform/design/components.tsx';
import { Form } from '../../../platform/forms/form.tsx';
import { Failure } from '../failure.tsx';
import type { OnChanged } from './form-situation.ts';
import { useSyntropiTexts } from '../syntropi-texts.ts';

/** The State approves, or says section by section what to change [Y2]. */
export function Decision({ form, onChanged }: { form: EnrollmentForm; onChanged: OnChanged }) {
  const { reviews: texts, section: sectionNames, form: formTexts } = useSyntropiTexts().enrollment;
  const [typed, setTyped] = useState<Partial<Record<SectionId, string>>>({});
  const sections = sectionsOf(form.answers);
  const comments = sections.flatMap((section) => {
    const comment = typed[section]?.trim() ?? '';
    return fits(SectionComment.properties.comment, comment) ? [{ section, comment }] : [];
  });
  const params = { enrollment: form.id };
  const sendBack = useChange(async () => {
    await call(enrollmentsApi.sendBack, { params, request: { comments } });
    onChanged(texts.returned, '');
  });
  const approve = useChange(async () => {
    const { pin } = await call(enrollmentsApi.approve, { params });
    onChanged(texts.approved, pin === undefined ? texts.samePin : texts.pin(pin));
  });
  const placeOf = (section: SectionId) => comments.findIndex((each) => each.section === section);
  const failure = sendBack.error ?? approve.error;
  return (
    <Panel title={texts.decide}>
      <Form sends={sendBack} complete={comments.length > 0}>
        {failure && <Failure error={failure} title={texts.failed} />}
        <p className="soft">{texts.commentHint}</p>
        {sections.map((section, index) => (
          <AreaField
            key={section}
            label={texts.comment(sectionNames[section])}
            field={`comments.${placeOf(section)}.comment`}
            rows={2}
            value={typed[section] ?? ''}
            maxLength={limits.enrollment.commentCharacters}
            onChange={({ target }) => setTyped({ ...typed, [section]: target.value })}
            error={index === 0 && comments.length === 0 ? texts.commentNeeded : undefined}
          />
        ))}
        <div className="row">
          <Button kind="primary" busy={approve.isPending && formTexts.saving} onClick={() => approve.mutate()}>
            {texts.approve}
          </Button>
          <Button type="submit" busy={sendBack.isPending && formTexts.saving}>
            {texts.sendBack}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
