import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../design/base.css';
import './portal.css';
import { Portal } from './portal.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Portal />
  </StrictMode>,
);
