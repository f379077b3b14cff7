import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '#common/clock/clock.js';
import { AmiDisconnected } from '../ami/ami.errors.js';
import type { Journal } from '../segment/journal.js';
import { Segments } from '../segment/segments.js';
import type { Space } from '../space/space.js';
import { Keeper, type TalkBegun } from './keeper.js';
import type { Nodes, RecordedNode } from './nodes.js';
import type { Policies } from './policies.js';

const talk: TalkBegun = {
  tenant: 'main',
  interactionId: '11111111-1111-5111-8111-111111111111',
  reservationId: '22222222-2222-7222-8222-222222222222',
  agentId: null,
  queueId: null,
  node: 'a',
  channel: '1795.1',
  notice: null,
  noticeAt: null,
};

/** @param fails which actions get no answer, for as long as they are in it */
function setUp(fails: Set<string>) {
  const asked: string[] = [];
  const ami = {
    send: async (action: string) => {
      asked.push(action);
      if (fails.has(action)) throw new AmiDisconnected(action);
      return [];
    },
  };
  const node = { id: 'a', ami, lanes: [], plainDir: '/plain' } as unknown as RecordedNode;
  const segments = new Segments({ save: () => {}, end: () => {} } as unknown as Journal);
  const keeper = new Keeper(
    { get: () => node } as unknown as Nodes,
    segments,
    { of: () => ({ record: true, reason: 'quality', retentionMs: 1 }) } as unknown as Policies,
    { full: false } as Space,
    new ManualClock(),
  );
  return { keeper, asked, open: () => segments.openOf(talk.reservationId)! };
}

describe('a mask that Asterisk did not confirm at the beginning of a segment', () => {
  it('is set again before the segment counts as recording', async () => {
    const fails = new Set(['MixMonitorMute']);
    const { keeper, asked, open } = setUp(fails);
    await keeper.mask(talk.reservationId, true);
    await keeper.begin(talk);
    expect(open().state).toBe('starting');
    await expect(keeper.settle(open())).rejects.toThrow();
    expect(open().state).toBe('starting');
    fails.clear();
    await keeper.settle(open());
    expect(open().state).toBe('recording');
    expect(open().masks).toMatchObject([{ on: true }]);
    expect(asked.filter((action) => action === 'MixMonitorMute')).toHaveLength(3);
  });
});
