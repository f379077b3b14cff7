import { useState } from 'react';
import type { AgentStatus, StatusReason } from '#common/contracts/words.js';
import { clock } from '../i18n/format.js';
import { type Key, useText } from '../i18n/i18n.js';
import { Badge, Notice, type Tone } from '../ui/Pieces.js';
import { Segments } from '../ui/Segments.js';
import { useStore } from '../ui/store.js';
import { useNow } from '../ui/useNow.js';
import { setStatus } from './actions.js';
import { siteAhead } from './desk.js';
import type { DeskAgent } from './state.js';

const CHOICES = ['available', 'break', 'training', 'meeting', 'offline'] as const satisfies AgentStatus[];
const WORTH_TELLING: readonly StatusReason[] = [
  'ring-no-answer',
  'rejected',
  'desktop-lost',
  'phone-unreachable',
  'set-by-lead',
];
const workTone: Record<DeskAgent['workState'], Tone> = {
  idle: 'plain',
  reserved: 'warn',
  talking: 'accent',
  wrapping: 'warn',
};

/** What the agent chose and what routing knows, side by side and never mixed. */
export function StatusBar({ agent }: { agent: DeskAgent }) {
  const t = useText();
  const now = useNow() + useStore(siteAhead);
  const [trouble, setTrouble] = useState<string>();
  const choose = async (status: AgentStatus) => {
    const why = await setStatus(status);
    setTrouble(why && t('desk.status.failed', { why }));
  };
  return (
    <div className="status-bar" id="status">
      <Badge
        dot
        tone={
          agent.status === 'available' ? (agent.workState === 'idle' ? 'good' : workTone[agent.workState]) : 'plain'
        }
      >
        {agent.workState === 'idle' ? t(`status.${agent.status}`) : t(`work.${agent.workState}`)}
        <span className="figures">{clock(now - agent.since)}</span>
      </Badge>
      {agent.statusAfterTalk && (
        <Badge tone="accent">{t('desk.after-talk', { status: t(`status.${agent.statusAfterTalk}`) })}</Badge>
      )}
      <Segments
        label={t('desk.status')}
        value={(agent.statusAfterTalk ?? agent.status) as (typeof CHOICES)[number]}
        options={CHOICES.map((value) => ({ value, label: t(`status.${value}`) }))}
        onChange={(status) => void choose(status)}
      />
      {trouble && (
        <Notice tone="bad" live="now">
          {trouble}
        </Notice>
      )}
    </div>
  );
}

/** Why the agent has a status that she did not choose, and the one way back. */
export function StatusReasonNotice({ agent }: { agent: DeskAgent }) {
  const t = useText();
  const unreachable = agent.status === 'available' && agent.reason === 'phone-unreachable';
  if (!unreachable && (agent.status === 'available' || !WORTH_TELLING.includes(agent.reason))) return null;
  return (
    <Notice tone="warn" live="now">
      <div className="row">
        <span className="grow">{t(`reason.${agent.reason}` as Key)}</span>
        {!unreachable && (
          <button type="button" className="button small" onClick={() => void setStatus('available')}>
            {t('desk.go-available')}
          </button>
        )}
      </div>
    </Notice>
  );
}
