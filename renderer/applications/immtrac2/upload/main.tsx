import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { firstSpoken, sourceLanguage } from '../../../../shared/contract/languages.ts';
import { speak } from '../../../platform/texts/wording.tsx';
import { UploadPage } from './upload-page.tsx';
import '../../../platform/design/base.css';
import '../../../platform/application/application.css';

const root = createRoot(document.getElementById('root')!);
// Whoever comes from ImmTrac2 goes on in its language. Nothing is shown in one language that is in another a moment later.
const asked = new URLSearchParams(location.search).get('language') ?? '';
void speak(firstSpoken([asked, ...navigator.languages]) ?? sourceLanguage).then(() =>
  root.render(
    <StrictMode>
      <UploadPage />
    </StrictMode>,
  ),
);
