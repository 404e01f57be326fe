import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../../platform/design/base.css';
import './bar.css';
import { Bar } from './bar.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Bar />
  </StrictMode>,
);
