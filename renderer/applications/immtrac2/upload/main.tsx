import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UploadPage } from './upload-page.tsx';
import '../../../platform/design/base.css';
import '../../../platform/application/application.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <UploadPage />
  </StrictMode>,
);
