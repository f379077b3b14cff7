import { useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Icon } from '../ui/Icon.js';
import { Card, Notice } from '../ui/Pieces.js';
import { Flows } from './Flows.js';
import { FormDialog } from './FormDialog.js';
import { SelectField, TextField } from './kit.js';
import type { Config, Entry } from './setup.api.js';
import { useMayChange, useReview } from './useReview.js';

/** Which number leads where, and what its callers hear and choose. */
export function Numbers({ config, onSaved }: { config: Config; onSaved: () => void }) {
  const t = useText();
  const may = useMayChange();
  const { entries, flows } = config.setup;
  const [editing, setEditing] = useState<Entry | 'new'>();
  const removing = useReview({ inForm: false, onSaved });
  const actions = (entry: Entry) => (
    <span className="row tight">
      <button
        type="button"
        className="button small quiet"
        aria-label={t('admin.edit-user', { name: entry.number })}
        onClick={() => setEditing(entry)}
      >
        {t('admin.change')}
      </button>
      <button
        type="button"
        className="button small quiet"
        aria-label={`${t('setup.remove')}: ${entry.number}`}
        onClick={() =>
          void removing.ask(`${t('setup.remove')}: ${entry.number}`, { remove: { entries: [entry.number] } })
        }
      >
        {t('setup.remove')}
      </button>
    </span>
  );
  return (
    <div className="stack">
      {removing.trouble && (
        <Notice tone="bad" live="now">
          {removing.trouble}
        </Notice>
      )}
      <Card
        id="entries"
        title={t('setup.entries')}
        flush
        aside={
          may && (
            <button type="button" className="button small" onClick={() => setEditing('new')}>
              <Icon name="plus" />
              {t('setup.entries.add')}
            </button>
          )
        }
      >
        <DataTable
          label={t('setup.entries')}
          rows={entries}
          keyOf={(e) => e.number}
          columns={[
            { title: t('setup.f.number'), cell: (e) => <span className="figures">{e.number}</span> },
            { title: t('setup.f.flowId'), cell: (e) => e.flowId },
            ...(may ? [{ title: t('admin.change'), quiet: true, cell: actions }] : []),
          ]}
        />
      </Card>
      <Flows flows={flows} entries={entries} />
      {editing && (
        <EntryDialog
          entry={editing === 'new' ? undefined : editing}
          flows={flows.map(({ id }) => id)}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            onSaved();
          }}
        />
      )}
      {removing.dialog}
    </div>
  );
}

function EntryDialog({
  entry,
  flows,
  onClose,
  onSaved,
}: {
  entry: Entry | undefined;
  flows: readonly string[];
  onClose: () => void;
  onSaved: () => void;
}) {
  const t = useText();
  const [number, setNumber] = useState(entry?.number ?? '');
  const [flowId, setFlowId] = useState(entry?.flowId ?? flows[0] ?? '');
  const review = useReview({ inForm: true, onSaved });
  const title = entry ? t('admin.edit-user', { name: entry.number }) : t('setup.entries.add');
  if (review.dialog) return review.dialog;
  return (
    <FormDialog
      title={title}
      at={`/entries/${number.trim()}`}
      review={review}
      onAsk={() => void review.ask(title, { put: { entries: [{ number: number.trim(), flowId }] } })}
      onClose={onClose}
    >
      {!entry && (
        <TextField
          path=""
          label={t('setup.f.number')}
          hint={t('setup.number.hint')}
          type="tel"
          required
          maxLength={20}
          value={number}
          onChange={setNumber}
        />
      )}
      <SelectField
        path="flowId"
        label={t('setup.f.flowId')}
        value={flowId}
        options={flows.map((id) => [id, id] as const)}
        onChange={setFlowId}
      />
    </FormDialog>
  );
}
