import { useEffect } from 'react';
import { Page } from '../app/Page.js';
import { go } from '../app/route.js';
import { learnSiteNames } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { Segments } from '../ui/Segments.js';
import { Prompts } from './Prompts.js';
import { Users } from './Users.js';

const VIEWS = ['users', 'prompts'] as const;
type View = (typeof VIEWS)[number];

/** What IT alone looks after: people, and what callers hear. */
export default function AdminPage({ rest: [asked] }: { rest: string[] }) {
  const t = useText();
  const view = VIEWS.find((one) => one === asked) ?? 'users';
  useEffect(() => {
    void learnSiteNames();
  }, []);
  return (
    <Page
      title={t('nav.admin')}
      aside={
        <Segments<View>
          label={t('nav.admin')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`admin.${value}`) }))}
          onChange={(next) => go(`/admin/${next}`)}
        />
      }
    >
      {view === 'users' && <Users />}
      {view === 'prompts' && <Prompts />}
    </Page>
  );
}
