import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../platform/design/base.css';
import '../portal/portal.css';
import { hideWhenLeft } from '../platform/session/left-page.ts';
import { speak } from '../platform/texts/wording.tsx';
import { languageOfDocument } from '../portal/language.ts';
import { Administration } from './administration.tsx';

hideWhenLeft();
await speak(languageOfDocument());

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Administration />
  </StrictMode>,
);
