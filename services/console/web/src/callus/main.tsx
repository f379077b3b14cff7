import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { preferredLanguage, speak } from '../i18n/i18n.js';
import { restoreTheme } from '../ui/theme.js';
import { CallUs } from './CallUs.js';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/controls.css';
import '../ui/pieces.css';
import '../app/shell.css';
import '../desk/keypad.css';

restoreTheme();
await speak(preferredLanguage());
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <CallUs />
  </StrictMode>,
);
