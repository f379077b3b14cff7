import { useState } from 'react';
import { useText } from '../../i18n/i18n.js';
import { Card } from '../../ui/Pieces.js';
import { AddButton, Box, Field, Line, replaced, TextField } from '../kit.js';
import type { PartProps } from '../QueueForm.js';
import type { Queue } from '../setup.api.js';
import { dayName } from '../words.js';

type Hours = NonNullable<Queue['hours']>;
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const zones = Intl.supportedValuesOf('timeZone');
/** Of the browser: whoever sets hours up mostly works where they hold. */
const hereUsual = (): Hours => ({
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  open: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' }],
  holidays: [],
});

export function HoursPart({ queue, edit }: PartProps) {
  const t = useText();
  const { hours } = queue;
  const set = (change: Partial<Hours>) => hours && edit({ hours: { ...hours, ...change } });
  return (
    <Card id="q-hours" title={t('setup.f.hours')}>
      <div className="stack">
        <Box
          label={t('setup.hours.limited')}
          checked={hours !== undefined}
          onChange={(on) => edit({ hours: on ? hereUsual() : undefined })}
        />
        {hours && (
          <>
            <div className="fields">
              <TextField
                path="hours/timeZone"
                label={t('setup.f.timeZone')}
                list="zones"
                required
                value={hours.timeZone}
                onChange={(timeZone) => set({ timeZone })}
              />
              <datalist id="zones">
                {zones.map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </div>
            <ul className="lines">
              {hours.open.map((span, i) => (
                <Span
                  // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
                  key={i}
                  at={i}
                  span={span}
                  onChange={(next) => set({ open: replaced(hours.open, i, next) })}
                />
              ))}
            </ul>
            <AddButton
              label={t('setup.hours.add')}
              onClick={() => set({ open: [...hours.open, { days: [6], from: '10:00', to: '14:00' }] })}
            />
            <Holidays days={hours.holidays} onChange={(holidays) => set({ holidays })} />
          </>
        )}
      </div>
    </Card>
  );
}

function Span({
  at,
  span,
  onChange,
}: {
  at: number;
  span: Hours['open'][number];
  onChange: (span: Hours['open'][number] | undefined) => void;
}) {
  const t = useText();
  const toggle = (day: number, on: boolean) =>
    onChange({ ...span, days: on ? [...span.days, day].sort() : span.days.filter((d) => d !== day) });
  return (
    <Line label={`${t('setup.f.open')} ${at + 1}`} onRemove={() => onChange(undefined)}>
      <fieldset className="field days">
        <legend className="label">{t('setup.f.days')}</legend>
        <div className="row tight">
          {DAYS.map((day) => (
            <Box key={day} label={dayName(day)} checked={span.days.includes(day)} onChange={(on) => toggle(day, on)} />
          ))}
        </div>
      </fieldset>
      <TextField
        path={`hours/open/${at}`}
        label={t('setup.f.from')}
        type="time"
        required
        value={span.from}
        onChange={(from) => onChange({ ...span, from })}
      />
      <TextField
        path={`hours/open/${at}/to`}
        label={t('setup.f.to')}
        hint={span.to === '24:00' ? t('setup.hours.midnight') : undefined}
        type="time"
        required
        // A clock's field has no 24:00; midnight at the day's end is 00:00 of the next one.
        value={span.to === '24:00' ? '00:00' : span.to}
        onChange={(to) => onChange({ ...span, to: to === '00:00' ? '24:00' : to })}
      />
    </Line>
  );
}

/** One date a line, as it is typed: what is no date is told by the site, beside it. */
function Holidays({ days, onChange }: { days: readonly string[]; onChange: (days: string[]) => void }) {
  const t = useText();
  const [typed, setTyped] = useState(() => days.join('\n'));
  return (
    <Field path="hours/holidays" label={t('setup.f.holidays')} hint={t('setup.holidays.hint')}>
      {(tie) => (
        <textarea
          {...tie}
          className="input dates"
          value={typed}
          spellCheck={false}
          placeholder="2026-12-25"
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(event.target.value.split(/[\s,;]+/).filter(Boolean));
          }}
        />
      )}
    </Field>
  );
}
