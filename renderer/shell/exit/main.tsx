import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../platform/design/base.css';
import './exit.css';
import { ExitPage } from './exit-page.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ExitPage />
  </StrictMode>,
);
