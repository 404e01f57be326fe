import { useLayoutEffect, useRef } from 'react';
import type { KeptAgreementVersion } from '../../shared/identity/api/agreement-versions.ts';
import { languageNames, languages, type Language } from '../../shared/contract/languages.ts';
import { Button, Panel } from '../platform/design/components.tsx';
import { useAdministrationTexts } from './administration-texts.ts';

/** A version as people read it, in each language. */
export function ReadVersion({ version, onClose }: { version: KeptAgreementVersion; onClose: () => void }) {
  const { agreement: texts } = useAdministrationTexts();
  const element = useRef<HTMLDivElement>(null);
  // It answers what was just asked for.
  useLayoutEffect(() => element.current?.focus(), []);
  return (
    <div ref={element} tabIndex={-1} role="group" aria-label={texts.reading(version.version)}>
      <Panel title={texts.reading(version.version)}>
        <Wordings wordings={version} />
        {version.es === undefined && <p className="soft">{texts.onlyEnglish}</p>}
        <div>
          <Button onClick={onClose}>{texts.close}</Button>
        </div>
      </Panel>
    </div>
  );
}

type Wordings = Partial<Record<Language, KeptAgreementVersion['en']>>;

export function Wordings({ wordings }: { wordings: Wordings }) {
  return languages.map((language) => {
    const wording = wordings[language];
    return (
      wording && (
        <section key={language} className="stack" lang={language} aria-label={languageNames[language]}>
          <h3>{wording.title}</h3>
          {wording.sections.map(({ heading, paragraphs }, at) => (
            <section className="stack" key={`${at} ${heading}`}>
              <h4>{heading}</h4>
              {paragraphs.map((paragraph, nth) => (
                <p key={`${nth} ${paragraph}`}>{paragraph}</p>
              ))}
            </section>
          ))}
        </section>
      )
    );
  });
}
