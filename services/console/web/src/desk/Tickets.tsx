import { useEffect, useState } from 'react';
import { explain } from '../auth/api.error.js';
import { api } from '../auth/api.js';
import { timeOfDay } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { Card, Notice } from '../ui/Pieces.js';

/** A place in line that outlived its call. */
interface Ticket {
  interactionId: string;
  arrivedAt: number;
  queue?: string | null;
}

/** Customers whom a fault cut off, to be called again by one click. Hidden while there are none. */
export function Tickets({ canCall, onCall }: { canCall: boolean; onCall: (interactionId: string) => void }) {
  const t = useText();
  const language = useLanguage();
  const [tickets, setTickets] = useState<Ticket[]>([]);
  const [calling, setCalling] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    const read = () =>
      api<{ tickets?: Ticket[] } | Ticket[]>('/api/v1/tickets')
        .then((given) => setTickets(Array.isArray(given) ? given : (given.tickets ?? [])))
        .catch(() => undefined);
    void read();
    const timer = setInterval(read, 5_000);
    return () => clearInterval(timer);
  }, []);
  const call = async (id: string) => {
    setCalling(id);
    setTrouble(undefined);
    try {
      onCall(id);
      await api(`/api/v1/tickets/${id}/call`, { method: 'POST', body: {} });
    } catch (error) {
      setTrouble(explain(error));
    }
    setCalling(undefined);
  };
  if (tickets.length === 0) return null;
  return (
    <Card id="tickets" title={t('tickets.title')} flush>
      <p className="muted small pad">{t('tickets.hint')}</p>
      {trouble && (
        <Notice tone="bad" live="now">
          {trouble}
        </Notice>
      )}
      <ul className="ticket-list">
        {tickets.map((ticket) => (
          <li key={ticket.interactionId}>
            <div className="grow">
              <strong>{ticket.queue ?? t('contact.title')}</strong>
              <div className="small muted">{t('tickets.since', { time: timeOfDay(ticket.arrivedAt, language) })}</div>
            </div>
            <button
              type="button"
              className="button small"
              disabled={!canCall || calling !== undefined}
              onClick={() => void call(ticket.interactionId)}
            >
              <Icon name="phone" />
              {t(calling === ticket.interactionId ? 'tickets.calling' : 'tickets.call')}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
