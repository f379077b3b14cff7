import { createContext, type ReactNode, useContext, useId } from 'react';
import { useLanguage, useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import type { Problem } from './setup.api.js';
import { problemText } from './words.js';

interface Form {
  /** Where the item stands: `/queues/sales`. */
  at: string;
  problems: readonly Problem[];
}
/** The item that is being edited and what the site found wrong with it. */
export const FormContext = createContext<Form>({ at: '', problems: [] });

/** What is wrong with a field or with anything inside it. */
function useProblems(path: string): Problem[] {
  const { at, problems } = useContext(FormContext);
  const own = `${at}/${path}`;
  return problems.filter((p) => p.path === own || p.path.startsWith(`${own}/`));
}

/** A labelled control with its hint and what is wrong with it; `children` gets what ties them together. */
export function Field({
  path,
  label,
  hint,
  children,
}: {
  path: string;
  label: string;
  hint?: ReactNode;
  children: (tie: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}) {
  const id = useId();
  const language = useLanguage();
  const found = useProblems(path);
  const described = [hint && `${id}-hint`, found.length > 0 && `${id}-wrong`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described ? { 'aria-describedby': described } : {}),
        ...(found.some((p) => p.weight === 'error') ? { 'aria-invalid': true } : {}),
      })}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {found.length > 0 && (
        <span className="wrong" id={`${id}-wrong`}>
          {found.map((p) => problemText(p, language)).join(' ')}
        </span>
      )}
    </div>
  );
}

export function TextField({
  path,
  label,
  hint,
  value,
  onChange,
  ...more
}: {
  path: string;
  label: string;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  maxLength?: number;
  list?: string;
  type?: string;
  pattern?: string;
  placeholder?: string;
}) {
  return (
    <Field path={path} label={label} hint={hint}>
      {(tie) => (
        <input
          {...tie}
          {...more}
          className="input"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A whole number, shown divided by `unit`: `unit={1000}` edits milliseconds as seconds. */
export function NumberField({
  path,
  label,
  hint,
  value,
  unit = 1,
  suffix,
  min = 0,
  max,
  onChange,
}: {
  path: string;
  label: string;
  hint?: ReactNode;
  value: number | undefined;
  unit?: number;
  suffix?: string;
  min?: number;
  max?: number;
  onChange: (value: number) => void;
}) {
  return (
    <Field path={path} label={label} hint={hint}>
      {(tie) => (
        <span className="with-unit">
          <input
            {...tie}
            type="number"
            className="input"
            inputMode="numeric"
            required
            min={min}
            max={max}
            step={unit === 1 ? 1 : 'any'}
            value={value === undefined ? '' : value / unit}
            onChange={(event) => {
              const typed = event.target.valueAsNumber;
              if (Number.isFinite(typed)) onChange(Math.round(typed * unit));
            }}
          />
          {suffix && <span className="muted small">{suffix}</span>}
        </span>
      )}
    </Field>
  );
}
export function Seconds(props: Omit<Parameters<typeof NumberField>[0], 'unit' | 'suffix'>) {
  const t = useText();
  return <NumberField {...props} unit={1000} suffix={t('setup.seconds')} />;
}
export function Minutes(props: Omit<Parameters<typeof NumberField>[0], 'unit' | 'suffix'>) {
  const t = useText();
  return <NumberField {...props} unit={60_000} suffix={t('setup.minutes')} />;
}

export function SelectField<V extends string>({
  path,
  label,
  hint,
  value,
  options,
  onChange,
}: {
  path: string;
  label: string;
  hint?: ReactNode;
  value: V;
  options: readonly (readonly [V, string])[];
  onChange: (value: V) => void;
}) {
  return (
    <Field path={path} label={label} hint={hint}>
      {(tie) => (
        <select {...tie} className="input" value={value} onChange={(event) => onChange(event.target.value as V)}>
          {options.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export const Box = ({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}) => (
  <label className="box">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    {label}
  </label>
);

/** One of several lines of a list, with the way to take it away and, where the order counts, to move it up. */
export function Line({
  label,
  onRemove,
  onUp,
  children,
}: {
  label: string;
  onRemove: () => void;
  onUp?: (() => void) | undefined;
  children: ReactNode;
}) {
  const t = useText();
  return (
    <li className="line">
      <div className="line-fields">{children}</div>
      <div className="row tight">
        {onUp && (
          <button type="button" className="button small quiet" onClick={onUp} aria-label={`${t('setup.up')}: ${label}`}>
            {t('setup.up')}
          </button>
        )}
        <button
          type="button"
          className="button small quiet"
          onClick={onRemove}
          aria-label={`${t('setup.remove')}: ${label}`}
        >
          <Icon name="close" />
          {t('setup.remove')}
        </button>
      </div>
    </li>
  );
}

export const AddButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <div>
    <button type="button" className="button small" onClick={onClick}>
      <Icon name="plus" />
      {label}
    </button>
  </div>
);

/** A list with one element replaced, or taken away by `undefined`. */
export const replaced = <T,>(items: readonly T[], index: number, item: T | undefined): T[] =>
  items.flatMap((one, i) => (i !== index ? [one] : item === undefined ? [] : [item]));
export const movedUp = <T,>(items: readonly T[], index: number): T[] =>
  items.map((one, i) => (i === index - 1 ? items[index]! : i === index ? items[index - 1]! : one));
