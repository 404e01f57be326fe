import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../platform/design/base.css';
import './portal.css';
import { hideWhenLeft } from '../platform/session/left-page.ts';
import { speak } from '../platform/texts/wording.tsx';
import { languageOfDocument } from './language.ts';
import { Portal } from './portal.tsx';

hideWhenLeft();
await speak(languageOfDocument());

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
