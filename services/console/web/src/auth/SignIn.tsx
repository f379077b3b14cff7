import { type FormEvent, useRef, useState } from 'react';
import { LookMenu } from '../app/Look.js';
import { Wordmark } from '../app/Wordmark.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { Notice } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { ApiError, explain } from './api.error.js';
import { signedOutBecause } from './session.js';
import { signIn } from './sign-in.js';
import './sign-in.css';

export function SignIn() {
  const t = useText();
  const because = useStore(signedOutBecause);
  const [problem, setProblem] = useState<string>();
  const [going, setGoing] = useState(false);
  const [shown, setShown] = useState(false);
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const [name, secret] = [user.current!.value.trim(), password.current!.value];
    if (!name || !secret) {
      setProblem(t('sign-in.missing'));
      return (name ? password : user).current!.focus();
    }
    setGoing(true);
    setProblem(undefined);
    try {
      await signIn(name, secret);
    } catch (error) {
      setGoing(false);
      setProblem(tell(error));
      password.current?.select();
    }
  };
  const tell = (error: unknown) => {
    if (!(error instanceof ApiError)) return explain(error);
    if (error.status === 429)
      return t('sign-in.limited', { n: Math.max(1, Math.ceil((error.retryAfter ?? 60_000) / 60_000)) });
    return [400, 401, 403].includes(error.status) ? t('sign-in.wrong') : explain(error);
  };

  return (
    <div className="sign-in">
      <main className="sign-in-box">
        <Wordmark />
        <div>
          <h1>{t('sign-in.title')}</h1>
          <p className="muted">{t('sign-in.lead')}</p>
        </div>
        {because === 'expired' && !problem && <Notice live="polite">{t('sign-in.expired')}</Notice>}
        <form className="stack" onSubmit={submit} noValidate>
          <div className="field">
            <label htmlFor="user">{t('sign-in.user')}</label>
            <input
              ref={user}
              id="user"
              name="username"
              className="input"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              aria-describedby={problem ? 'sign-in-problem' : undefined}
              aria-invalid={!!problem}
            />
          </div>
          <div className="field">
            <label htmlFor="password">{t('sign-in.password')}</label>
            <div className="input-with-button">
              <input
                ref={password}
                id="password"
                name="password"
                type={shown ? 'text' : 'password'}
                className="input"
                autoComplete="current-password"
                aria-describedby={problem ? 'sign-in-problem' : undefined}
                aria-invalid={!!problem}
              />
              <button
                type="button"
                className="button quiet icon-only"
                aria-label={t(shown ? 'sign-in.hide' : 'sign-in.show')}
                onClick={() => setShown(!shown)}
              >
                <Icon name={shown ? 'eye-off' : 'eye'} />
              </button>
            </div>
          </div>
          {problem && (
            <div id="sign-in-problem">
              <Notice tone="bad" live="now">
                {problem}
              </Notice>
            </div>
          )}
          <button type="submit" className="button primary" disabled={going}>
            {t(going ? 'sign-in.going' : 'sign-in.go')}
          </button>
        </form>
      </main>
      <footer className="sign-in-foot">
        <a href="/call-us">{t('sign-in.call-us')}</a>
        <LookMenu />
      </footer>
    </div>
  );
}
