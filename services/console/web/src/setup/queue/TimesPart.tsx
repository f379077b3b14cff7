import { WRAP_MODES } from '#common/contracts/words.js';
import { useText } from '../../i18n/i18n.js';
import { Card } from '../../ui/Pieces.js';
import { NumberField, Seconds, SelectField } from '../kit.js';
import type { PartProps } from '../QueueForm.js';

/** What is kept of `wrap` when only one of its fields is changed. */
const USUAL_WRAP = { mode: 'optional', extendMs: 30_000, extensions: 2 } as const;

export function TimesPart({ queue, edit }: PartProps) {
  const t = useText();
  const wrap = queue.wrap ?? USUAL_WRAP;
  const seconds = (name: 'serviceLevelMs' | 'ringMs' | 'lostMs' | 'wrapMs', min = 0) => (
    <Seconds
      path={name}
      label={t(`setup.f.${name}`)}
      min={min}
      value={queue[name]}
      onChange={(value) => edit({ [name]: value })}
    />
  );
  return (
    <Card id="q-times" title={t('setup.queue.times')}>
      <div className="fields">
        {seconds('serviceLevelMs', 1)}
        {seconds('ringMs', 1)}
        {seconds('lostMs')}
        <Seconds
          path="preferredMs"
          label={t('setup.f.preferredMs')}
          hint={t('setup.preferred.hint')}
          value={queue.preferredMs ?? 0}
          onChange={(preferredMs) => edit({ preferredMs })}
        />
        <SelectField
          path="wrap/mode"
          label={t('setup.wrap.mode')}
          value={wrap.mode}
          options={WRAP_MODES.map((mode) => [mode, t(`setup.w.${mode}`)] as const)}
          onChange={(mode) => edit({ wrap: { ...wrap, mode } })}
        />
        {wrap.mode !== 'none' && (
          <>
            {seconds('wrapMs')}
            <Seconds
              path="wrap/extendMs"
              label={t('setup.wrap.extend')}
              value={wrap.extendMs}
              onChange={(extendMs) => edit({ wrap: { ...wrap, extendMs } })}
            />
            <NumberField
              path="wrap/extensions"
              label={t('setup.wrap.extensions')}
              value={wrap.extensions}
              onChange={(extensions) => edit({ wrap: { ...wrap, extensions } })}
            />
          </>
        )}
      </div>
    </Card>
  );
}
