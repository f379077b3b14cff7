import { createStore, useStore } from './store.js';

const said = createStore({ polite: '', now: '', turn: 0 });

/** Reads a text out: `now` interrupts what the screen reader says, for a ringing call; the default waits for it. */
export function announce(text: string, manner: 'polite' | 'now' = 'polite'): void {
  said.set((before) => ({ ...before, [manner]: text, turn: before.turn + 1 }));
}

/** The two places that screen readers listen to. A trailing space makes a repeated text a new one. */
export function Announcer() {
  const { polite, now, turn } = useStore(said);
  const fresh = turn % 2 ? ' ' : '';
  return (
    <>
      <div className="visually-hidden" aria-live="polite">
        {polite + (polite && fresh)}
      </div>
      <div className="visually-hidden" aria-live="assertive">
        {now + (now && fresh)}
      </div>
    </>
  );
}
