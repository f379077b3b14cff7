import { useEffect } from 'react';
import { Page } from '../app/Page.js';
import { go } from '../app/route.js';
import { learnSiteNames } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Empty } from '../ui/Pieces.js';
import { Segments } from '../ui/Segments.js';
import { useLoad } from '../ui/useLoad.js';
import { AgentForm } from './AgentForm.js';
import { Agents } from './Agents.js';
import { Codes } from './Codes.js';
import { Numbers } from './Numbers.js';
import { QueueForm } from './QueueForm.js';
import { Queues } from './Queues.js';
import { ProblemList } from './Review.js';
import { type Config, readConfig } from './setup.api.js';
import { useMayChange } from './useReview.js';
import { Versions } from './Versions.js';
import './setup.css';

const VIEWS = ['queues', 'agents', 'codes', 'numbers', 'versions'] as const;
type View = (typeof VIEWS)[number];

/** How work is shared out: for IT to change, for the head to look at. */
export default function SetupPage({ rest: [asked, item] }: { rest: string[] }) {
  const t = useText();
  const may = useMayChange();
  const view = VIEWS.find((one) => one === asked) ?? 'queues';
  const loaded = useLoad('config', readConfig);
  useEffect(() => {
    void learnSiteNames();
  }, []);
  return (
    <Page
      title={t('nav.setup')}
      aside={
        <Segments<View>
          label={t('nav.setup')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`setup.view.${value}`) }))}
          onChange={(next) => go(`/setup/${next}`)}
        />
      }
    >
      <div className="stack">
        {!may && !item && <p className="muted">{t('setup.look-only')}</p>}
        <LoadNotice loaded={loaded} />
        {loaded.value && !item && (
          <ProblemList title={t('setup.standing')} tone="warn" problems={loaded.value.problems} />
        )}
        {loaded.value && <Found view={view} item={item} config={loaded.value} onSaved={loaded.again} />}
      </div>
    </Page>
  );
}

function Found({
  view,
  item,
  config,
  onSaved,
}: {
  view: View;
  item: string | undefined;
  config: Config;
  onSaved: () => void;
}) {
  const t = useText();
  if (view === 'queues' && item) {
    const there = item === 'new' || config.setup.queues.some((q) => q.id === item);
    if (there) return <QueueForm key={item} config={config} id={item === 'new' ? undefined : item} onSaved={onSaved} />;
  } else if (view === 'agents' && item) {
    const agent = config.setup.agents.find((a) => a.id === item);
    if (agent) return <AgentForm key={item} config={config} agent={agent} onSaved={onSaved} />;
  }
  if (item)
    return (
      <Empty icon="info" title={t('error.missing')}>
        {t('app.not-found.hint')}
      </Empty>
    );
  if (view === 'queues') return <Queues config={config} />;
  if (view === 'agents') return <Agents config={config} />;
  if (view === 'codes') return <Codes config={config} onSaved={onSaved} />;
  if (view === 'numbers') return <Numbers config={config} onSaved={onSaved} />;
  return <Versions config={config} onSaved={onSaved} />;
}
