import { useEffect, useState } from 'react';
import { type Language, languageNames, languages } from '../../shared/contract/languages.ts';
import { Button } from '../platform/design/button.tsx';
import { PageFooter, PageFrame } from '../platform/design/page-frame.tsx';
import { Toasts } from '../platform/design/toasts.tsx';
import { speak, useLanguage } from '../platform/texts/wording.tsx';
import { Choosing } from './choosing.tsx';
import { Forms } from './forms.tsx';
import { Showing } from './showing.tsx';
import { Tables } from './tables.tsx';

/** Every component in every state. More contrast, forced colors and reduced motion are the operating system's to choose. */
export function Gallery() {
  const language = useLanguage();
  const [theme, setTheme] = useState<'light' | 'dark'>('light');
  const [density, setDensity] = useState<'compact' | 'comfortable'>('compact');
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.dataset['density'] = density;
  }, [theme, density]);
  return (
    <PageFooter value={<p>What stands at the foot of every page.</p>}>
      <PageFrame
        roadmap={[{ name: 'Enterprise Portal', address: '#' }, 'Gallery']}
        training
        printed={{ by: 'Maria Garcia (Training)', about: 'Testcase, Avery, 05/04/2019, 9900000001' }}
        actions={<span className="who">Maria Garcia (Training)</span>}
      >
        <h1>Gallery</h1>
        <div className="row gallery-bar">
          <Choice name="Theme" all={['light', 'dark']} chosen={theme} onChoose={setTheme} />
          <Choice name="Density" all={['compact', 'comfortable']} chosen={density} onChoose={setDensity} />
          <Choice
            name="Language"
            all={languages}
            names={languageNames}
            chosen={language}
            onChoose={(each: Language) => void speak(each)}
          />
        </div>
        <Showing />
        <Forms />
        <Choosing />
        <Tables />
        <Toasts />
      </PageFrame>
    </PageFooter>
  );
}

type ChoiceProps<Id extends string> = {
  name: string;
  all: readonly Id[];
  names?: Readonly<Record<Id, string>>;
  chosen: Id;
  onChoose: (id: Id) => void;
};

function Choice<Id extends string>({ name, all, names, chosen, onChoose }: ChoiceProps<Id>) {
  return (
    <fieldset className="choice">
      <legend>{name}</legend>
      {all.map((id) => (
        <Button key={id} aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {names?.[id] ?? id}
        </Button>
      ))}
    </fieldset>
  );
}
