import { dayOf } from '../i18n/format.js';
import { useText } from '../i18n/i18n.js';

export function DayField({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const t = useText();
  return (
    <div className="field">
      <label htmlFor="day">{t('report.day')}</label>
      <input
        id="day"
        type="date"
        className="input"
        value={day}
        max={dayOf(Date.now())}
        onChange={(event) => event.target.value && onDay(event.target.value)}
      />
    </div>
  );
}

export function Filter({
  id,
  label,
  value,
  names,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  names: Record<string, string>;
  onChange: (value: string) => void;
}) {
  const t = useText();
  return (
    <div className="field">
      <label htmlFor={`filter-${id}`}>{label}</label>
      <select id={`filter-${id}`} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('app.all')}</option>
        {Object.entries(names)
          .sort(([, a], [, b]) => a.localeCompare(b))
          .map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
      </select>
    </div>
  );
}
