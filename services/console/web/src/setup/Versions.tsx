import { useRef, useState } from 'react';
import { explain } from '../auth/api.error.js';
import { dayAndTime } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Dialog } from '../ui/Dialog.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Notice } from '../ui/Pieces.js';
import { saveFile } from '../ui/save.js';
import { useLoad } from '../ui/useLoad.js';
import { Changes } from './Changes.js';
import { type Config, readDiff, readDocument, readVersions, type Version } from './setup.api.js';
import { useMayChange, useReview } from './useReview.js';

/** Who changed what when and why, with the way back; and the whole set-up as a document. */
export function Versions({ config, onSaved }: { config: Config; onSaved: () => void }) {
  const t = useText();
  const language = useLanguage();
  const may = useMayChange();
  const [before, setBefore] = useState<number>();
  const loaded = useLoad(`versions ${config.version} ${before}`, (signal) => readVersions(before, signal));
  const [seen, setSeen] = useState<Version>();
  const review = useReview({ inForm: false, onSaved });
  const back = (v: Version) =>
    void review.ask(t('setup.return.to', { version: String(v.version) }), { returnTo: v.version });
  const items = loaded.value?.items ?? [];
  return (
    <div className="stack">
      <DocumentCard onReview={review.ask} version={config.version} />
      <LoadNotice loaded={loaded} />
      {review.trouble && (
        <Notice tone="bad" live="now">
          {review.trouble}
        </Notice>
      )}
      {loaded.value && (
        <Card id="versions" title={t('setup.versions')} flush>
          <DataTable
            label={t('setup.versions')}
            rows={items}
            keyOf={(v) => String(v.version)}
            columns={[
              {
                title: t('setup.version'),
                cell: (v) => (
                  <span className="row tight figures">
                    {v.version}
                    {v.version === config.version && <Badge tone="good">{t('setup.in-force')}</Badge>}
                  </span>
                ),
              },
              { title: t('setup.when'), cell: (v) => dayAndTime(v.at, language) },
              { title: t('setup.who'), cell: (v) => v.byName ?? t('setup.itself') },
              {
                title: t('setup.how'),
                cell: (v) =>
                  v.how === 'return'
                    ? t('setup.how.return', { version: String(v.returnTo ?? '') })
                    : t(`setup.how.${v.how}`),
              },
              { title: t('setup.why'), wrap: true, cell: (v) => v.comment || '–' },
              {
                title: t('setup.changed'),
                cell: (v) => (
                  <button
                    type="button"
                    className="button small quiet"
                    aria-label={`${t('setup.items', { n: v.changed })}: ${t('setup.show', { version: String(v.version) })}`}
                    disabled={v.changed === 0}
                    onClick={() => setSeen(v)}
                  >
                    {t('setup.items', { n: v.changed })}
                  </button>
                ),
              },
              ...(may
                ? [
                    {
                      title: t('setup.return'),
                      quiet: true,
                      cell: (v: Version) =>
                        v.version !== config.version && (
                          <button
                            type="button"
                            className="button small"
                            aria-label={t('setup.return.to', { version: String(v.version) })}
                            disabled={review.busy}
                            onClick={() => back(v)}
                          >
                            {t('setup.return')}
                          </button>
                        ),
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      )}
      {items.length === 50 && (
        <div>
          <button type="button" className="button" onClick={() => setBefore(items.at(-1)!.version)}>
            {t('setup.older')}
          </button>
        </div>
      )}
      {seen && <VersionDialog version={seen} onClose={() => setSeen(undefined)} />}
      {review.dialog}
    </div>
  );
}

function VersionDialog({ version: v, onClose }: { version: Version; onClose: () => void }) {
  const t = useText();
  const loaded = useLoad(`diff ${v.version}`, (signal) => readDiff(v.version - 1, v.version, signal));
  return (
    <Dialog title={t('setup.show', { version: String(v.version) })} onClose={onClose}>
      <div className="stack">
        <LoadNotice loaded={loaded} />
        {v.comment && <p>{v.comment}</p>}
        {loaded.value && <Changes changes={loaded.value.changes} />}
      </div>
    </Dialog>
  );
}

function DocumentCard({
  version,
  onReview,
}: {
  version: number;
  onReview: (title: string, wish: { yaml: string }) => Promise<void>;
}) {
  const t = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string>();
  const save = async () => {
    try {
      saveFile(await readDocument(), `spillway-${version}.yaml`);
    } catch (error) {
      setTrouble(explain(error));
    }
  };
  return (
    <Card id="document" title={t('setup.document')}>
      <div className="stack">
        <p className="muted">{t('setup.document.lead')}</p>
        <div className="row">
          <button type="button" className="button" onClick={() => void save()}>
            {t('setup.export')}
          </button>
          <button type="button" className="button" onClick={() => chooser.current?.click()}>
            {t('setup.import')}
          </button>
          <input
            ref={chooser}
            type="file"
            accept=".yaml,.yml"
            hidden
            aria-label={t('setup.import')}
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = '';
              if (file) void file.text().then((yaml) => onReview(file.name, { yaml }));
            }}
          />
        </div>
        {trouble && (
          <Notice tone="bad" live="now">
            {trouble}
          </Notice>
        )}
      </div>
    </Card>
  );
}
