import { useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Icon } from '../ui/Icon.js';
import { Card } from '../ui/Pieces.js';
import { FormDialog } from './FormDialog.js';
import { TextField } from './kit.js';
import { idFrom } from './new-queue.js';
import type { Config, Named } from './setup.api.js';
import { useMayChange, useReview } from './useReview.js';

/** Wrap-up codes and teams: an id that history keeps, and a name that people read. */
export function Codes({ config, onSaved }: { config: Config; onSaved: () => void }) {
  return (
    <div className="stack two">
      <NamedList part="dispositions" items={config.setup.dispositions} onSaved={onSaved} />
      <NamedList part="teams" items={config.setup.teams} onSaved={onSaved} />
    </div>
  );
}

function NamedList({
  part,
  items,
  onSaved,
}: {
  part: 'dispositions' | 'teams';
  items: readonly Named[];
  onSaved: () => void;
}) {
  const t = useText();
  const may = useMayChange();
  const [editing, setEditing] = useState<Named | 'new'>();
  return (
    <Card
      id={part}
      title={t(`setup.${part}`)}
      flush
      aside={
        may && (
          <button type="button" className="button small" onClick={() => setEditing('new')}>
            <Icon name="plus" />
            {t(`setup.${part}.add`)}
          </button>
        )
      }
    >
      <DataTable
        label={t(`setup.${part}`)}
        rows={items}
        keyOf={(item) => item.id}
        columns={[
          { title: t('setup.f.name'), cell: (item) => item.name },
          { title: t('setup.id'), cell: (item) => <code>{item.id}</code> },
          ...(may
            ? [
                {
                  title: t('admin.change'),
                  quiet: true,
                  cell: (item: Named) => (
                    <button
                      type="button"
                      className="button small quiet"
                      aria-label={t('admin.edit-user', { name: item.name })}
                      onClick={() => setEditing(item)}
                    >
                      {t('admin.change')}
                    </button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editing && (
        <NameDialog
          part={part}
          item={editing === 'new' ? undefined : editing}
          taken={items.map(({ id }) => id)}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            onSaved();
          }}
        />
      )}
    </Card>
  );
}

function NameDialog({
  part,
  item,
  taken,
  onClose,
  onSaved,
}: {
  part: 'dispositions' | 'teams';
  item: Named | undefined;
  taken: readonly string[];
  onClose: () => void;
  onSaved: () => void;
}) {
  const t = useText();
  const [name, setName] = useState(item?.name ?? '');
  const review = useReview({ inForm: true, onSaved });
  const id = item?.id ?? freeId(idFrom(name), taken);
  const title = item ? t('admin.edit-user', { name: item.name }) : t(`setup.${part}.add`);
  if (review.dialog) return review.dialog;
  return (
    <FormDialog
      title={title}
      at={`/${part}/${id}`}
      review={review}
      besides={(problem) => !problem.path.endsWith('/name')}
      onAsk={() => void review.ask(title, { put: { [part]: [{ id, name: name.trim() }] } })}
      onClose={onClose}
    >
      <TextField
        path="name"
        label={t('setup.f.name')}
        hint={t('setup.name.hint')}
        required
        maxLength={80}
        value={name}
        onChange={setName}
      />
    </FormDialog>
  );
}

/** An id that nobody has: a name without a Latin letter gets a numbered one. */
function freeId(wanted: string, taken: readonly string[]): string {
  const base = /^[a-z0-9]/.test(wanted) ? wanted : 'code';
  for (let n = 1; ; n++) {
    const id = n === 1 && base === wanted ? base : `${base}-${n}`;
    if (!taken.includes(id)) return id;
  }
}
