import { useEffect } from 'react';
import { Page } from '../app/Page.js';
import { go } from '../app/route.js';
import { learnSiteNames } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { Segments } from '../ui/Segments.js';
import { Flows } from './Flows.js';
import { Prompts } from './Prompts.js';
import { Queues } from './Queues.js';
import { Users } from './Users.js';
import './admin.css';

const VIEWS = ['users', 'queues', 'flows', 'prompts'] as const;
type View = (typeof VIEWS)[number];

/** What IT sets up: people, and a look at queues, flows and prompts. */
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
      {view === 'queues' && <Queues />}
      {view === 'flows' && <Flows />}
      {view === 'prompts' && <Prompts />}
    </Page>
  );
}
