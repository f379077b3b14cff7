import { useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { Card } from '../ui/Pieces.js';
import { ItemForm } from './ItemForm.js';
import { TextField } from './kit.js';
import { idFrom, newQueue } from './new-queue.js';
import { CallbackPart } from './queue/CallbackPart.js';
import { HoursPart } from './queue/HoursPart.js';
import { OverflowPart } from './queue/OverflowPart.js';
import { RecordingPart } from './queue/RecordingPart.js';
import { SkillsPart } from './queue/SkillsPart.js';
import { TimesPart } from './queue/TimesPart.js';
import { WaitingPart } from './queue/WaitingPart.js';
import type { Config, Queue } from './setup.api.js';

/** What each part of the form gets: the queue as it is being edited, and the way to change some of it. */
export interface PartProps {
  queue: Queue;
  config: Config;
  edit: (change: Partial<Queue>) => void;
}

export function QueueForm({ config, id, onSaved }: { config: Config; id: string | undefined; onSaved: () => void }) {
  const t = useText();
  const known = config.setup.queues.find((q) => q.id === id);
  const [queue, setQueue] = useState<Queue>(() => known ?? newQueue());
  const edit = (change: Partial<Queue>) => setQueue((before) => without({ ...before, ...change }));
  const parts = { queue, config, edit };
  return (
    <ItemForm
      title={known ? known.name : t('setup.queue.new')}
      back="/setup/queues"
      at={`/queues/${queue.id}`}
      wish={() => ({ put: { queues: [queue] } })}
      onSaved={onSaved}
    >
      <Card id="q-name" title={t('setup.queue.basics')}>
        <div className="fields">
          <TextField
            path="name"
            label={t('setup.f.name')}
            required
            maxLength={80}
            value={queue.name}
            onChange={(name) => edit({ name, ...(known ? {} : { id: idFrom(name) }) })}
          />
          {!known && (
            <TextField
              path="id"
              label={t('setup.id')}
              hint={t('setup.id.hint')}
              required
              maxLength={80}
              pattern="[A-Za-z0-9][A-Za-z0-9._:\-]*"
              value={queue.id}
              onChange={(next) => edit({ id: next })}
            />
          )}
        </div>
      </Card>
      <SkillsPart {...parts} />
      <TimesPart {...parts} />
      <HoursPart {...parts} />
      <OverflowPart {...parts} />
      <WaitingPart {...parts} />
      <CallbackPart {...parts} />
      <RecordingPart {...parts} />
    </ItemForm>
  );
}

/** Without what was set to undefined: the site takes a field for there or not, never for undefined. */
const without = (queue: Queue): Queue =>
  Object.fromEntries(Object.entries(queue).filter(([, value]) => value !== undefined)) as Queue;
