import { type FormEvent, useState } from 'react';
import { siteNames } from '../app/site-names.js';
import { explain } from '../auth/api.error.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { announce } from '../ui/announce.js';
import { Dialog } from '../ui/Dialog.js';
import { Notice } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { Changes } from './Changes.js';
import { ImpactNotice } from './ImpactNotice.js';
import { make, type Outcome, type Problem, type Wish } from './setup.api.js';
import { placeText, problemText } from './words.js';

/** Before anything is saved: what would change, whom it would leave waiting, and why it is done. */
export function Review({
  title,
  wish,
  outcome,
  may,
  onSaved,
  onClose,
}: {
  title: string;
  wish: Wish;
  outcome: Outcome;
  /** Whether the reader may save. */
  may: boolean;
  onSaved: (version: number) => void;
  onClose: () => void;
}) {
  const t = useText();
  const [comment, setComment] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const { agents } = useStore(siteNames);
  const savable = may && outcome.problems.length === 0 && outcome.changes.length > 0;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { version } = await make(wish, comment.trim(), outcome.version);
      announce(t('setup.saved', { version: String(version) }));
      onSaved(version);
    } catch (error) {
      setTrouble(explain(error));
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={save}>
        {outcome.impact && <ImpactNotice impact={outcome.impact} />}
        <ProblemList title={t('setup.problems')} tone="bad" problems={outcome.problems} />
        <ProblemList title={t('setup.warnings')} tone="warn" problems={outcome.warnings} />
        <Changes changes={outcome.changes} />
        {outcome.left.length > 0 && (
          <div className="small muted">
            <p>{t('setup.left')}</p>
            <ul className="bullets">
              {outcome.left.map(({ part, id, why }) => (
                <li key={`${part}/${id}`}>
                  {t(`setup.one.${part}`)} {part === 'agents' ? (agents[id] ?? id.slice(0, 8)) : id}:{' '}
                  {t(`setup.left.${why}`)}
                </li>
              ))}
            </ul>
          </div>
        )}
        {savable && (
          <div className="field">
            <label htmlFor="why">{t('setup.why')}</label>
            <input
              id="why"
              className="input"
              maxLength={500}
              autoComplete="off"
              value={comment}
              onChange={(event) => setComment(event.target.value)}
              aria-describedby="why-hint"
            />
            <span className="hint" id="why-hint">
              {t('setup.why.hint')}
            </span>
          </div>
        )}
        {trouble && (
          <Notice tone="bad" live="now">
            {trouble}
          </Notice>
        )}
        <div className="row">
          {savable && (
            <button type="submit" className="button primary" disabled={busy}>
              {t('setup.save')}
            </button>
          )}
          <button type="button" className="button" onClick={onClose}>
            {t(savable ? 'app.cancel' : 'app.close')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function ProblemList({
  title,
  tone,
  problems,
}: {
  title: string;
  tone: 'bad' | 'warn';
  problems: readonly Problem[];
}) {
  const t = useText();
  const language = useLanguage();
  const names = useStore(siteNames);
  if (problems.length === 0) return null;
  return (
    <Notice tone={tone} live="polite">
      <strong>{title}</strong>
      <ul className="bullets">
        {problems.slice(0, 20).map((p) => (
          <li key={`${p.code}${p.path}`}>
            <span className="where">{p.line ? t('setup.line', { n: p.line }) : `${placeText(p.path, names)}:`}</span>{' '}
            {problemText(p, language)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
