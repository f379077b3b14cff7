import { useText } from '../i18n/i18n.js';

/** Two streams going over the dam, and the name. */
export function Wordmark() {
  const t = useText();
  return (
    <span className="wordmark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" className="wordmark-dam" />
        <path d="M6 9h6.5c4.6 0 4.2 13.5 13.5 13.5" className="wordmark-upper" />
        <path d="M6 15.2h3.6c3.4 0 4 9.8 10.4 11.3" className="wordmark-lower" />
      </svg>
      {t('app.name')}
    </span>
  );
}
