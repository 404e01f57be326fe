import { useState } from 'react';
import { Link } from 'wouter';
import { type CheckResult, learningApi } from '../../../shared/identity/api/learning.ts';
import { knowledgeCheck, type QuestionId } from '../../../shared/identity/learning.ts';
import { dateInWords } from '../../../shared/contract/time.ts';
import { call } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button, Notice, Panel } from '../../platform/design/components.tsx';
import { RadioGroup } from '../../platform/design/choices.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { Refusal } from '../../platform/forms/refusal.tsx';
import { useLanguage } from '../../platform/texts/wording.tsx';
import { useLearningTexts } from './learning-texts.ts';

type Given = Partial<Record<QuestionId, string>>;

/** Six questions, each with what is right and why once they are answered. */
export function CheckForm({ result: before }: { result: CheckResult | undefined }) {
  const { check: texts } = useLearningTexts();
  const language = useLanguage();
  const [given, setGiven] = useState<Given>({});
  const [right, setRight] = useState<readonly string[]>();
  const [result, setResult] = useState(before);
  const [round, setRound] = useState(0);
  const complete = knowledgeCheck.every(({ id }) => given[id] !== undefined);
  const send = useChange(async () => {
    const answer = await call(learningApi.answer, { request: given });
    setRight(answer.right);
    setResult(answer.result);
  });
  const again = () => {
    setGiven({});
    setRight(undefined);
    setRound(round + 1);
  };
  const passed = right?.length === knowledgeCheck.length;
  return (
    <Panel title={texts.title}>
      <p>{texts.text}</p>
      {result?.passedOn && (
        <p>
          {texts.passedOn(dateInWords(result.passedOn, language))}{' '}
          <Link href="/learning/certificate">{texts.certificate}</Link>
        </p>
      )}
      <Form sends={send} complete={complete} round={round}>
        <Refusal of={send.error} />
        {right && (
          <Notice
            kind={passed ? 'positive' : 'warning'}
            title={texts.score(right.length, knowledgeCheck.length)}
            urgent
          >
            {passed && <p>{texts.passed}</p>}
          </Notice>
        )}
        {knowledgeCheck.map(({ id, choices }, index) => {
          const question = texts.questions[id];
          const names = question.choices as Readonly<Record<string, string>>;
          return (
            <div key={id} className="stack">
              <RadioGroup
                legend={`${index + 1}. ${question.text}`}
                choices={choices.map((choice) => ({ id: choice as string, name: names[choice]! }))}
                chosen={given[id]}
                onChange={(choice) => right === undefined && setGiven({ ...given, [id]: choice })}
                error={given[id] === undefined ? texts.needed : undefined}
              />
              {right && (
                <p>
                  <strong>{right.includes(id) ? texts.right : texts.wrong}</strong> {question.feedback}
                </p>
              )}
            </div>
          );
        })}
        <div className="row">
          {right === undefined ? (
            <Button kind="primary" type="submit" busy={send.isPending && texts.submit}>
              {texts.submit}
            </Button>
          ) : (
            <Button onClick={again}>{texts.again}</Button>
          )}
        </div>
      </Form>
    </Panel>
  );
}
