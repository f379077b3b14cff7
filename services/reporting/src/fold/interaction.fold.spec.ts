import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AGENT, caller, INTERACTION } from './facts.testing.js';
import { foldInteraction } from './interaction.fold.js';

const rowsOf = (c: ReturnType<typeof caller>) => foldInteraction(INTERACTION, c.facts);

describe('what became of a caller', () => {
  it('hangs up in the greeting: a contact, no visit, no reservation', () => {
    const rows = rowsOf(caller().starts(0).ends(3, 'greeting', 'caller-hangup'));
    expect(rows.contact).toMatchObject({
      startedAt: 0,
      endedAt: 3000,
      endPhase: 'greeting',
      endCause: 'caller-hangup',
    });
    expect(rows.visits).toEqual([]);
    expect(rows.legs).toEqual([]);
  });

  it('hangs up in the queue: abandoned after its wait', () => {
    const rows = rowsOf(
      caller().starts(0).enters(2, 'sales').leaves(30, 'sales', 'abandoned', 28).ends(30, 'queue', 'caller-hangup'),
    );
    expect(rows.visits).toMatchObject([
      { n: 1, queueId: 'sales', outcome: 'abandoned', waitedMs: 28_000, returned: false },
    ]);
  });

  it('hangs up while it rings: the reservation is taken back, the visit is abandoned', () => {
    const rows = rowsOf(
      caller()
        .starts(0)
        .enters(1, 'sales')
        .offered(2, 'r1')
        .rescinded(5, 'r1', 'caller-gone')
        .leaves(5, 'sales', 'abandoned', 4),
    );
    expect(rows.legs).toMatchObject([{ outcome: 'rescinded', reason: 'caller-gone', talkMs: null }]);
    expect(rows.visits).toMatchObject([{ outcome: 'abandoned' }]);
  });

  it('is answered by the second agent after a ring-no-answer', () => {
    const rows = rowsOf(
      caller()
        .starts(0)
        .enters(1, 'sales')
        .offered(2, 'r1')
        .timeout(17, 'r1')
        .offered(17, 'r2')
        .accepted(20, 'r2', 3, 19)
        .leaves(20, 'sales', 'answered', 19, 'r2')
        .talkEnded(80, 'r2', 60, 10)
        .completed(95, 'r2', 60, 10, 15),
    );
    expect(rows.visits).toMatchObject([
      { outcome: 'answered', waitedMs: 19_000, reservationId: INTERACTION.replace(/^./, '2') },
    ]);
    expect(rows.legs).toMatchObject([
      { outcome: 'timeout', agentId: AGENT },
      { outcome: 'accepted', rangMs: 3000, talkMs: 60_000, heldMs: 10_000, wrapMs: 15_000, endReason: 'hung-up' },
    ]);
  });

  it('comes back to the line after her agent was lost: a second visit that is no second offer', () => {
    const rows = rowsOf(
      caller()
        .starts(0)
        .enters(1, 'sales')
        .leaves(3, 'sales', 'answered', 2, 'r1')
        .returns(60, 'sales', 'agent-lost')
        .leaves(65, 'sales', 'answered', 5, 'r2'),
    );
    expect(rows.visits.map((v) => [v.returned, v.outcome, v.waitedMs])).toEqual([
      [false, 'answered', 2000],
      [true, 'answered', 5000],
    ]);
  });

  it('is transferred to a second queue: two visits, both offered', () => {
    const rows = rowsOf(
      caller()
        .starts(0)
        .enters(1, 'sales')
        .leaves(2, 'sales', 'answered', 1, 'r1')
        .enters(50, 'support')
        .leaves(60, 'support', 'abandoned', 10),
    );
    expect(rows.visits.map((v) => [v.n, v.queueId, v.outcome])).toEqual([
      [1, 'sales', 'answered'],
      [2, 'support', 'abandoned'],
    ]);
  });

  it('was seen by the CDR alone: counted, with what the CDR knows and nothing made up', () => {
    const rows = rowsOf(caller().ends(9, 'greeting', 'caller-hangup'));
    expect(rows.contact).toMatchObject({ startedAt: 0, endedAt: 9000, entry: null, direction: null });
  });

  it('is in wrap-up: talk is known, wrap-up is not yet', () => {
    const rows = rowsOf(
      caller().starts(0).enters(0, 'sales').offered(1, 'r1').accepted(2, 'r1', 1, 2).talkEnded(30, 'r1', 28, 0),
    );
    expect(rows.legs).toMatchObject([{ talkMs: 28_000, wrapMs: null, completedAt: null }]);
  });

  it('gives the same rows in whatever order and however often the facts come', () => {
    const { facts } = caller()
      .starts(0)
      .enters(1, 'sales')
      .offered(2, 'r1')
      .timeout(17, 'r1')
      .offered(17, 'r2')
      .accepted(20, 'r2', 3, 19)
      .leaves(20, 'sales', 'answered', 19, 'r2')
      .talkEnded(80, 'r2', 60, 10)
      .completed(95, 'r2', 60, 10, 15)
      .ends(80, 'talk', 'caller-hangup');
    const right = foldInteraction(INTERACTION, facts);
    const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length });
    fc.assert(
      fc.property(shuffled, fc.subarray(facts), (order, again) => {
        expect(foldInteraction(INTERACTION, [...order, ...again])).toEqual(right);
      }),
    );
  });

  it('makes a visit even when the fact of its entering has not come', () => {
    const rows = rowsOf(caller().leaves(30, 'sales', 'abandoned', 28));
    expect(rows.visits).toMatchObject([{ enteredAt: 2000, outcome: 'abandoned' }]);
  });
});
