import { useText } from '../../i18n/i18n.js';
import { Card } from '../../ui/Pieces.js';
import { Box, NumberField, SelectField } from '../kit.js';
import type { PartProps } from '../QueueForm.js';

export function RecordingPart({ queue, edit }: PartProps) {
  const t = useText();
  return (
    <Card id="q-recording" title={t('setup.queue.recording')}>
      <div className="stack">
        <Box label={t('setup.f.record')} checked={queue.record} onChange={(record) => edit({ record })} />
        <div className="fields">
          <SelectField
            path="recordReason"
            label={t('setup.f.recordReason')}
            value={queue.recordReason}
            options={(['quality', 'contract', 'law'] as const).map((why) => [why, t(`setup.w.${why}`)] as const)}
            onChange={(recordReason) => edit({ recordReason })}
          />
          <NumberField
            path="retentionDays"
            label={t('setup.f.retentionDays')}
            suffix={t('setup.days')}
            min={1}
            value={queue.retentionDays}
            onChange={(retentionDays) => edit({ retentionDays })}
          />
        </div>
      </div>
    </Card>
  );
}
