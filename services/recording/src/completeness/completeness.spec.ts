import { describe, expect, it } from '@jest/globals';
import { csvFields, talksIn } from './cel.js';
import { compare, type KeptRecording } from './compare.js';

const interaction = '11111111-1111-5111-8111-111111111111';
const anna = '22222222-2222-7222-8222-222222222222';
const ben = '33333333-3333-7333-8333-333333333333';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const line = (at: number, type: string, channel: string, bridge = `br-${interaction}`) =>
  [
    String(at / 1_000),
    ...[type, channel, channel, 'PJSIP/x', 'c', 's', 'line', 'Stasis', 'a,b', '', `{"bridge_id":"${bridge}"}`].map(
      quoted,
    ),
  ].join(',');
const enter = (at: number, channel: string, bridge?: string) => line(at, 'BRIDGE_ENTER', channel, bridge);
const exit = (at: number, channel: string, bridge?: string) => line(at, 'BRIDGE_EXIT', channel, bridge);

describe("Asterisk's channel event log", () => {
  it('is read with its quotes', () => {
    expect(csvFields('1.5,"A ""b"", c",,"",x')).toEqual(['1.5', 'A "b", c', '', '', 'x']);
  });

  it.each([
    [
      'one talk',
      [enter(1_000, 'c1'), enter(1_001, anna), exit(6_000, anna), exit(6_001, 'c1')],
      [[anna, 1_001, 6_000]],
    ],
    [
      'a hold within it',
      [
        enter(1_000, 'c1'),
        enter(1_000, anna),
        exit(2_000, 'c1'),
        enter(5_000, 'c1'),
        exit(6_000, 'c1'),
        exit(6_000, anna),
      ],
      [[anna, 1_000, 6_000]],
    ],
    [
      'a transfer',
      [enter(0, 'c1'), enter(0, anna), exit(900, anna), enter(1_000, ben), exit(2_000, 'c1'), exit(2_000, ben)],
      [
        [anna, 0, 900],
        [ben, 1_000, 2_000],
      ],
    ],
    [
      'an agent back with a new channel',
      [enter(0, 'c1'), enter(0, anna), exit(900, anna), enter(1_500, `${anna}.r1`), exit(2_000, 'c1')],
      [[anna, 0, 2_000]],
    ],
    ['a talk that is still on', [enter(0, 'c1'), enter(0, anna)], []],
    ['a consultation', [enter(0, ben, `cb-${ben}`), enter(0, anna, `cb-${ben}`), exit(900, anna, `cb-${ben}`)], []],
    ['a line that was cut', [enter(0, 'c1').slice(0, 20), enter(0, anna), exit(1, anna)], []],
  ])('%s', (_, cel, talks) => {
    expect(talksIn(cel).map((talk) => [talk.reservationId, talk.from, talk.to])).toEqual(talks);
  });
});

describe('a talk of 10 s, held against', () => {
  const talk = {
    interactionId: interaction,
    reservationId: anna,
    channel: 'c1',
    from: 0,
    to: 10_000,
    parts: [{ from: 0, to: 10_000 }],
  };
  const recording = (over: Partial<KeptRecording> = {}): KeptRecording => ({
    id: 'r',
    reservationId: anna,
    state: 'sealed',
    missing: null,
    startedAt: 0,
    durationMs: 10_000,
    callerMs: 4_000,
    agentMs: 4_000,
    ...over,
  });
  it.each([
    ['a whole recording', [recording()], 'whole', null],
    ['one within the tolerance', [recording({ durationMs: 9_800 })], 'whole', null],
    ['one that is shorter', [recording({ durationMs: 9_799 })], 'short', null],
    ['one that is longer', [recording({ durationMs: 10_201 })], 'long', null],
    ['one in which the agent is never heard', [recording({ agentMs: 0 })], 'one-sided', 'agent'],
    ['one in which nobody is heard', [recording({ agentMs: 0, callerMs: 0 })], 'one-sided', 'both'],
    ['none', [], 'missing', 'keeper-away'],
    [
      'one that could not be made',
      [recording({ state: 'missing', missing: 'disk-full', durationMs: null })],
      'missing',
      'disk-full',
    ],
    ['one that is not finished', [recording({ state: 'ended', durationMs: null })], 'pending', null],
    ['a queue whose calls are not recorded', [recording({ state: 'unwanted', durationMs: null })], 'unwanted', null],
    ['one whose retention is over', [recording({ state: 'deleted' })], 'whole', null],
  ])('%s', (_, kept, finding, why) => {
    expect(compare([talk], kept)).toMatchObject([{ finding, why }]);
  });

  it('two recordings with the time between them in which the agent was lost', () => {
    const rejoined = {
      ...talk,
      parts: [
        { from: 0, to: 4_000 },
        { from: 7_000, to: 10_000 },
      ],
    };
    const kept = [recording({ durationMs: 4_000 }), recording({ startedAt: 7_010, durationMs: 2_990 })];
    expect(compare([rejoined], kept)).toMatchObject([{ finding: 'whole' }]);
    expect(compare([rejoined], [kept[0]!, recording({ startedAt: 9_000, durationMs: 1_000 })])).toMatchObject([
      { finding: 'short' },
    ]);
  });
});
