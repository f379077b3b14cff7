import { type ReactNode, useState } from 'react';
import { explain } from '../auth/api.error.js';
import { has, useSession } from '../auth/session.js';
import { Review } from './Review.js';
import { type Outcome, type Problem, rehearse, type Wish } from './setup.api.js';

/** Whether the reader may change the set-up; the site decides for itself, this only hides what it would refuse. */
export const useMayChange = (): boolean => has(useSession()?.user.roles ?? [], 'it');

/**
 * Asks the site what a wish would do and shows it. With `inForm` problems stay with the form that made the wish; otherwise
 * they are shown in the dialogue too.
 */
export function useReview({ inForm, onSaved }: { inForm: boolean; onSaved: (version: number) => void }) {
  const may = useMayChange();
  const [asked, setAsked] = useState<{ title: string; wish: Wish; outcome: Outcome }>();
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ask = async (title: string, wish: Wish) => {
    setBusy(true);
    setTrouble(undefined);
    try {
      const outcome = await rehearse(wish);
      setProblems(outcome.problems);
      if (!inForm || outcome.problems.length === 0) setAsked({ title, wish, outcome });
    } catch (error) {
      setTrouble(explain(error));
    } finally {
      setBusy(false);
    }
  };
  const close = () => setAsked(undefined);
  const dialog: ReactNode = asked && (
    <Review
      {...asked}
      may={may}
      onClose={close}
      onSaved={(version) => {
        close();
        onSaved(version);
      }}
    />
  );
  return { ask, busy, problems, trouble, dialog };
}
