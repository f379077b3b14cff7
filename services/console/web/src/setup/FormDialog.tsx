import type { FormEvent, ReactNode } from 'react';
import { useText } from '../i18n/i18n.js';
import { Dialog } from '../ui/Dialog.js';
import { Notice } from '../ui/Pieces.js';
import { FormContext } from './kit.js';
import { ProblemList } from './Review.js';
import type { Problem } from './setup.api.js';
import type { useReview } from './useReview.js';

/** A small form over the page: its fields, what is wrong with them, and the way to the review. */
export function FormDialog({
  title,
  at,
  review,
  besides = () => true,
  onAsk,
  onClose,
  children,
}: {
  title: string;
  /** Where in the set-up its fields stand, as a JSON pointer. */
  at: string;
  review: ReturnType<typeof useReview>;
  /** Problems that no field of the form shows. */
  besides?: (problem: Problem) => boolean;
  onAsk: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const t = useText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAsk();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <FormContext value={{ at, problems: review.problems }}>
        <form className="stack" onSubmit={submit}>
          {children}
          <ProblemList title={t('setup.problems')} tone="bad" problems={review.problems.filter(besides)} />
          {review.trouble && (
            <Notice tone="bad" live="now">
              {review.trouble}
            </Notice>
          )}
          <div className="row">
            <button type="submit" className="button primary" disabled={review.busy}>
              {t('setup.review')}
            </button>
            <button type="button" className="button" onClick={onClose}>
              {t('app.cancel')}
            </button>
          </div>
        </form>
      </FormContext>
    </Dialog>
  );
}
