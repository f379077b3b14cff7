import { ApiError, explain } from '../auth/api.error.js';
import { useText } from '../i18n/i18n.js';
import { Empty, Notice } from './Pieces.js';
import type { Loaded } from './useLoad.js';

/** Why something could not be read, with the way to try again; a role that is missing is said for what it is. */
export function LoadNotice({ loaded }: { loaded: Loaded<unknown> }) {
  const t = useText();
  if (loaded.error === undefined)
    return loaded.loading && !loaded.value ? <p className="muted">{t('app.loading')}</p> : null;
  if (loaded.error instanceof ApiError && loaded.error.status === 403) {
    return (
      <Empty icon="info" title={t('app.forbidden')}>
        {t('app.forbidden.hint')}
      </Empty>
    );
  }
  return (
    <Notice tone="bad" live="polite">
      <div className="row">
        <span className="grow">{explain(loaded.error)}</span>
        <button type="button" className="button small" onClick={loaded.again}>
          {t('app.retry')}
        </button>
      </div>
    </Notice>
  );
}
