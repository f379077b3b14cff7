import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.js';

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad';

export const Badge = ({
  tone = 'plain',
  dot = false,
  children,
}: {
  tone?: Tone;
  dot?: boolean;
  children: ReactNode;
}) => (
  <span className={`badge ${tone}`}>
    {dot && <span className="dot" />}
    {children}
  </span>
);

const noticeIcon: Record<Tone, IconName> = {
  plain: 'info',
  accent: 'info',
  good: 'check',
  warn: 'alert',
  bad: 'alert',
};
/** `live` reads the notice out when it appears: `polite` when the reader is idle, `now` at once. */
export const Notice = ({
  tone = 'plain',
  live,
  children,
}: {
  tone?: Tone;
  live?: 'polite' | 'now';
  children: ReactNode;
}) => (
  <div className={`notice ${tone}`} role={live === 'now' ? 'alert' : live === 'polite' ? 'status' : undefined}>
    <Icon name={noticeIcon[tone]} />
    <div className="grow">{children}</div>
  </div>
);

export const Empty = ({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) => (
  <div className="empty">
    <Icon name={icon} />
    <strong>{title}</strong>
    {children && <p>{children}</p>}
  </div>
);

export const Card = ({
  title,
  aside,
  flush = false,
  className = '',
  id,
  children,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  className?: string;
  id?: string;
  children: ReactNode;
}) => (
  <section className={`card ${className}`} aria-labelledby={title && id ? `${id}-title` : undefined}>
    {title && (
      <header>
        <h2 id={id ? `${id}-title` : undefined}>{title}</h2>
        {aside}
      </header>
    )}
    <div className={flush ? 'body flush' : 'body'}>{children}</div>
  </section>
);

export const Figure = ({
  label,
  value,
  note,
  tone,
}: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  tone?: Tone;
}) => (
  <div className={`figure ${tone ?? ''}`}>
    <dt>{label}</dt>
    <dd>{value}</dd>
    {note && <dd className="note">{note}</dd>}
  </div>
);

/** A table that may be wider than its place; then it scrolls and can be reached by keyboard. */
export const TableFrame = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
  <div className="table-frame" role="group" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
