import { useText } from '../../i18n/i18n.js';
import { Card } from '../../ui/Pieces.js';
import { Box, Seconds, SelectField } from '../kit.js';
import type { PartProps } from '../QueueForm.js';

const USUAL = { position: true, estimate: true, everyMs: 45_000, sound: 'music' } as const;

/** What a caller hears while she waits. */
export function WaitingPart({ queue, edit }: PartProps) {
  const t = useText();
  const waiting = queue.waiting ?? { ...USUAL, position: false, estimate: false };
  const set = (change: Partial<typeof waiting>) => edit({ waiting: { ...waiting, ...change } });
  return (
    <Card id="q-waiting" title={t('setup.f.waiting')}>
      <div className="stack">
        <div className="row tight">
          <Box label={t('setup.f.position')} checked={waiting.position} onChange={(position) => set({ position })} />
          <Box label={t('setup.f.estimate')} checked={waiting.estimate} onChange={(estimate) => set({ estimate })} />
        </div>
        <div className="fields">
          <Seconds
            path="waiting/everyMs"
            label={t('setup.f.everyMs')}
            min={5}
            value={waiting.everyMs}
            onChange={(everyMs) => set({ everyMs })}
          />
          <SelectField
            path="waiting/sound"
            label={t('setup.f.sound')}
            value={waiting.sound}
            options={[
              ['music', t('setup.w.music')],
              ['silence', t('setup.w.silence')],
            ]}
            onChange={(sound) => set({ sound })}
          />
        </div>
      </div>
    </Card>
  );
}
