import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/Icon.js';

/** One step of the check. `good` once it is known to work. */
export const CheckStep = ({
  icon,
  title,
  hint,
  good,
  children,
}: {
  icon: IconName;
  title: string;
  hint: string;
  good?: boolean;
  children: ReactNode;
}) => (
  <li className="card check-step" data-good={good || undefined}>
    <span className="check-sign">
      <Icon name={good ? 'check' : icon} />
    </span>
    <div className="grow stack tight">
      <div>
        <h2>{title}</h2>
        <p className="muted small">{hint}</p>
      </div>
      {children}
    </div>
  </li>
);
