import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { has, useSession } from '../auth/session.js';
import { signOut } from '../auth/sign-in.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { LookMenu } from './Look.js';
import { type PlaceName, placesOf } from './places.js';
import { Link, useRoute } from './route.js';
import { Wordmark } from './Wordmark.js';
import './shell.css';

/** Loaded for agents alone: the phone behind it is a large part of the program. */
const CallBar = lazy(() => import('../desk/CallBar.js'));

/** Menu, account and content. On a narrow screen the menu opens over the page. */
export function Shell({ at, children }: { at?: PlaceName; children: ReactNode }) {
  const t = useText();
  const user = useSession()!.user;
  const { path } = useRoute();
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the menu
  useEffect(() => setOpen(false), [path]);
  return (
    <div className="shell" data-menu={open ? 'open' : 'closed'}>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header className="side">
        <div className="side-top">
          <Wordmark />
          <button
            type="button"
            className="button quiet icon-only menu-button"
            aria-label={t('app.menu')}
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'close' : 'menu'} />
          </button>
        </div>
        <div className="side-menu" id="menu">
          <nav aria-label={t('app.nav')}>
            <ul>
              {placesOf(user.roles).map((place) => (
                <li key={place.name}>
                  <Link to={place.path} className="nav-link" current={place.name === at}>
                    <Icon name={place.icon} />
                    {t(place.title)}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <section className="account" aria-label={t('app.account')}>
            <div>
              <strong>{user.name}</strong>
              <div className="small muted">{user.roles.map((role) => t(`role.${role}`)).join(', ')}</div>
            </div>
            <LookMenu />
            <button type="button" className="button small" onClick={() => void signOut()}>
              <Icon name="out" />
              {t('app.sign-out')}
            </button>
          </section>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {at !== 'desk' && has(user.roles, 'agent') && (
          <Suspense>
            <CallBar />
          </Suspense>
        )}
        {children}
      </main>
    </div>
  );
}
