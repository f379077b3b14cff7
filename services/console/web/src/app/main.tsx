import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepFresh } from '../auth/renew.js';
import { preferredLanguage, speak } from '../i18n/i18n.js';
import { restoreTheme } from '../ui/theme.js';
import { App } from './App.js';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import '../ui/pieces.css';

restoreTheme();
keepFresh();
await speak(preferredLanguage());
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
