import { lazy, Suspense, useEffect } from 'react';
import { SignIn } from '../auth/SignIn.js';
import { useSession } from '../auth/session.js';
import { useText } from '../i18n/i18n.js';
import { Announcer } from '../ui/announce.js';
import { Empty } from '../ui/Pieces.js';
import { Fault } from './Fault.js';
import { Page } from './Page.js';
import { type PlaceName, placeAt, placesOf } from './places.js';
import { go, useRoute } from './route.js';
import { Shell } from './Shell.js';

const pages: Record<PlaceName, React.LazyExoticComponent<React.ComponentType<{ rest: string[] }>>> = {
  desk: lazy(() => import('../desk/DeskPage.js')),
  live: lazy(() => import('../live/LivePage.js')),
  recordings: lazy(() => import('../recordings/RecordingsPage.js')),
  report: lazy(() => import('../report/ReportPage.js')),
  interaction: lazy(() => import('../life/LifePage.js')),
  explain: lazy(() => import('../explain/ExplainPage.js')),
  setup: lazy(() => import('../setup/SetupPage.js')),
  admin: lazy(() => import('../admin/AdminPage.js')),
};

export function App() {
  const session = useSession();
  return (
    <>
      <Announcer />
      {session ? <Inside /> : <SignIn />}
    </>
  );
}

function Inside() {
  const t = useText();
  const { path } = useRoute();
  const roles = useSession()!.user.roles;
  const found = placeAt(path);
  const home = placesOf(roles)[0];
  const wantsHome = path === '/' && home !== undefined;
  useEffect(() => {
    if (wantsHome) go(home.path, { replace: true });
  }, [wantsHome, home]);
  if (wantsHome) return null;
  if (!found) return <Dead title={t('app.not-found')} hint={t('app.not-found.hint')} />;
  if (!found.place.roles.some((role) => roles.includes(role))) {
    return <Dead title={t('app.forbidden')} hint={t('app.forbidden.hint')} />;
  }
  const Found = pages[found.place.name];
  return (
    <Shell at={found.place.name}>
      <Fault key={found.place.name}>
        <Suspense fallback={<p className="page muted">{t('app.loading')}</p>}>
          <Found rest={found.rest} />
        </Suspense>
      </Fault>
    </Shell>
  );
}

const Dead = ({ title, hint }: { title: string; hint: string }) => (
  <Shell>
    <Page title={title}>
      <Empty icon="info" title={title}>
        {hint}
      </Empty>
    </Page>
  </Shell>
);
