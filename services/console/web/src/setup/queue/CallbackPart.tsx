import { useText } from '../../i18n/i18n.js';
import { Card } from '../../ui/Pieces.js';
import { Box, Minutes, NumberField, SelectField } from '../kit.js';
import type { PartProps } from '../QueueForm.js';

const USUAL = {
  offer: true,
  key: '1',
  expiresMs: 8 * 3_600_000,
  attempts: 3,
  retryMs: 15 * 60_000,
  first: 'agent',
} as const;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'star', 'hash'];

/** A place that is kept for who would rather be called back. */
export function CallbackPart({ queue, edit }: PartProps) {
  const t = useText();
  const { callback } = queue;
  const set = (change: Partial<NonNullable<typeof callback>>) =>
    callback && edit({ callback: { ...callback, ...change } });
  return (
    <Card id="q-callback" title={t('setup.f.callback')}>
      <div className="stack">
        <Box
          label={t('setup.callback.offer')}
          checked={callback?.offer ?? false}
          onChange={(offer) => edit({ callback: { ...USUAL, ...callback, offer } })}
        />
        {callback?.offer && (
          <div className="fields">
            <SelectField
              path="callback/key"
              label={t('setup.f.key')}
              value={callback.key}
              options={KEYS.map((key) => [key, key === 'star' ? '*' : key === 'hash' ? '#' : key] as const)}
              onChange={(key) => set({ key })}
            />
            <SelectField
              path="callback/first"
              label={t('setup.f.first')}
              value={callback.first}
              options={[
                ['agent', t('setup.w.agent')],
                ['customer', t('setup.w.customer')],
              ]}
              onChange={(first) => set({ first })}
            />
            <NumberField
              path="callback/attempts"
              label={t('setup.f.attempts')}
              min={1}
              value={callback.attempts}
              onChange={(attempts) => set({ attempts })}
            />
            <Minutes
              path="callback/retryMs"
              label={t('setup.f.retryMs')}
              value={callback.retryMs}
              onChange={(retryMs) => set({ retryMs })}
            />
            <Minutes
              path="callback/expiresMs"
              label={t('setup.f.expiresMs')}
              min={1}
              value={callback.expiresMs}
              onChange={(expiresMs) => set({ expiresMs })}
            />
          </div>
        )}
      </div>
    </Card>
  );
}
