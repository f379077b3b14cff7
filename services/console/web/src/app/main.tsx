import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepFresh } from '../auth/renew.js';
import { dropSession } from '../auth/session.js';
import { claimTab } from '../auth/tab.js';
import { preferredLanguage, speak } from '../i18n/i18n.js';
import { restoreTheme } from '../ui/theme.js';
import { App } from './App.js';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import '../ui/pieces.css';

restoreTheme();
// Before anything is asked for in the name of a sign-in that another tab uses.
if (!(await claimTab({ storage: sessionStorage, locks: navigator.locks }))) dropSession();
keepFresh();
await speak(preferredLanguage());
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
