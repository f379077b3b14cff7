import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { go, Link } from '../app/route.js';
import { useText } from '../i18n/i18n.js';
import { Notice } from '../ui/Pieces.js';
import { FormContext } from './kit.js';
import { ProblemList } from './Review.js';
import type { Wish } from './setup.api.js';
import { useMayChange, useReview } from './useReview.js';

/** The frame of every form: head, problems beside their fields and in one list, rehearsal before saving. */
export function ItemForm({
  title,
  back,
  at,
  wish,
  onSaved,
  children,
}: {
  title: string;
  /** The list that it belongs to. */
  back: string;
  at: string;
  wish: () => Wish;
  onSaved: () => void;
  children: ReactNode;
}) {
  const t = useText();
  const may = useMayChange();
  const list = useRef<HTMLDivElement>(null);
  const leave = () => {
    onSaved();
    go(back);
  };
  const review = useReview({ inForm: true, onSaved: leave });
  useEffect(() => {
    if (review.problems.length > 0) list.current?.focus();
  }, [review.problems]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void review.ask(title, wish());
  };
  return (
    <FormContext value={{ at, problems: review.problems }}>
      <p>
        <Link to={back}>← {t('setup.back')}</Link>
      </p>
      <form className="setup-form stack" onSubmit={submit} aria-label={title}>
        <h2>{title}</h2>
        {!may && <Notice>{t('setup.look-only')}</Notice>}
        <div ref={list} tabIndex={-1}>
          <ProblemList title={t('setup.problems')} tone="bad" problems={review.problems} />
        </div>
        <fieldset className="stack" disabled={!may}>
          {children}
        </fieldset>
        {review.trouble && (
          <Notice tone="bad" live="now">
            {review.trouble}
          </Notice>
        )}
        <div className="row form-end">
          {may && (
            <button type="submit" className="button primary" disabled={review.busy}>
              {t('setup.review')}
            </button>
          )}
          <Link to={back} className="button">
            {t(may ? 'app.cancel' : 'setup.back')}
          </Link>
        </div>
      </form>
      {review.dialog}
    </FormContext>
  );
}
