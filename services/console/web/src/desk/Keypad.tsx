import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/i18n.js';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const LETTERS: Record<string, string> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
};

/** A dial pad; with the focus in it the keys of the keyboard are digits too. */
export function Keypad({ onDigit, focus = true }: { onDigit: (digit: string) => void; focus?: boolean }) {
  const t = useText();
  const [sent, setSent] = useState('');
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focus) first.current?.focus();
  }, [focus]);
  const press = (digit: string) => {
    onDigit(digit);
    setSent((before) => (before + digit).slice(-24));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys typed on any of its buttons are digits
    <div
      className="keypad"
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey || !DIGITS.includes(event.key)) return;
        event.preventDefault();
        press(event.key);
      }}
    >
      <fieldset>
        <legend className="visually-hidden">{t('keypad.label')}</legend>
        <div className="keypad-keys">
          {DIGITS.map((digit, index) => (
            <button
              key={digit}
              ref={index === 0 ? first : undefined}
              type="button"
              className="button"
              aria-label={t('keypad.digit', { digit })}
              onClick={() => press(digit)}
            >
              <span>{digit}</span>
              <small aria-hidden="true" data-letters={LETTERS[digit] ?? ''} />
            </button>
          ))}
        </div>
      </fieldset>
      <p className="small muted figures keypad-sent" aria-live="polite">
        {sent && t('talk.sent', { digits: sent })}
      </p>
    </div>
  );
}
