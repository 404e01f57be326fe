import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../platform/design/base.css';
import '../portal/portal.css';
import '../portal/password-form.css';
import './gallery.css';
import { Gallery } from './gallery.tsx';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
