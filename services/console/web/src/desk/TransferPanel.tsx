import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { explain } from '../auth/api.error.js';
import { api } from '../auth/api.js';
import { useText } from '../i18n/i18n.js';
import { Icon, type IconName } from '../ui/Icon.js';
import { Badge, Notice } from '../ui/Pieces.js';
import { type Trouble, transfer } from './actions.js';
import { type Choice, choicesOf, type Targets } from './targets.js';

const icons: Record<Choice['kind'], IconName> = { agent: 'user', queue: 'queue', number: 'phone' };
const stateTone = { free: 'good', busy: 'warn', away: 'plain' } as const;

/** Choose where the call goes: type, Enter hands over, Shift+Enter talks first. Two actions from the call to its new place. */
export function TransferPanel({
  reservation,
  onDone,
  attempt,
}: {
  reservation: string;
  onDone: () => void;
  attempt: (work: Promise<Trouble>) => Promise<boolean>;
}) {
  const t = useText();
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [targets, setTargets] = useState<Targets>({ agents: [], queues: [] });
  const [problem, setProblem] = useState<string>();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const choices = choicesOf(targets, typed);
  const chosen = choices[Math.min(at, choices.length - 1)];

  useEffect(() => {
    field.current?.focus();
    const stop = new AbortController();
    const read = () =>
      api<Targets>('/api/v1/desk/targets', { signal: stop.signal })
        .then((found) => setTargets({ agents: found.agents ?? [], queues: found.queues ?? [] }))
        .catch((error) => !stop.signal.aborted && setProblem(explain(error)));
    void read();
    const timer = setInterval(read, 3_000);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, []);

  const send = async (choice: Choice | undefined, mode: 'blind' | 'attended') => {
    if (!choice) return;
    // A queue has nobody to talk to yet.
    if (await attempt(transfer(reservation, choice.kind === 'queue' ? 'blind' : mode, choice.to))) onDone();
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length) setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length);
    else if (event.key === 'Enter') void send(chosen, event.shiftKey ? 'attended' : 'blind');
    else if (event.key === 'Escape') onDone();
    else return;
    event.preventDefault();
  };
  const optionId = (choice: Choice | undefined) => choice && `${list}-${choice.kind}-${choice.id}`;

  return (
    <section className="transfer" aria-label={t('transfer.title')}>
      <div className="field">
        <label htmlFor={`${list}-field`}>{t('transfer.title')}</label>
        <input
          ref={field}
          id={`${list}-field`}
          className="input"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={optionId(chosen)}
          aria-describedby={`${list}-hint`}
          autoComplete="off"
          placeholder={t('transfer.search')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
      {choices.length > 0 ? (
        <div className="transfer-list" id={list} role="listbox" aria-label={t('transfer.targets')} tabIndex={-1}>
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
            <div
              key={choice.kind + choice.id}
              id={optionId(choice)}
              role="option"
              tabIndex={-1}
              aria-selected={choice === chosen}
              className="transfer-option"
              onClick={() => setAt(index)}
              onDoubleClick={() => void send(choice, 'blind')}
            >
              <Icon name={icons[choice.kind]} />
              <span className="grow">
                {choice.kind === 'number' ? t('transfer.number', { number: choice.name }) : choice.name}
              </span>
              {choice.kind === 'agent' && <Badge tone={stateTone[choice.state]}>{t(`transfer.${choice.state}`)}</Badge>}
              {choice.kind === 'queue' && <Badge>{t('transfer.waiting', { n: choice.waiting })}</Badge>}
            </div>
          ))}
        </div>
      ) : (
        <p className="muted small">{t('transfer.none')}</p>
      )}
      <div className="row">
        <button type="button" className="button primary" disabled={!chosen} onClick={() => void send(chosen, 'blind')}>
          {t('transfer.blind')}
        </button>
        <button
          type="button"
          className="button"
          disabled={!chosen || chosen.kind === 'queue'}
          onClick={() => void send(chosen, 'attended')}
        >
          {t('transfer.attended')}
        </button>
        <span className="small muted grow" id={`${list}-hint`}>
          {t(chosen?.kind === 'queue' ? 'transfer.no-consult' : 'transfer.hint')}
        </span>
      </div>
    </section>
  );
}
