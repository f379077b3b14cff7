import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demoSetup } from '../demo/demo.data.js';
import { changesBetween, fieldsOf, put, undone } from './diff.js';
import { applied } from './draft.js';
import type { Part, Whole } from './setup.js';
import { draftTowards } from './target.js';

const ANNA = '11111111-1111-4111-8111-111111111111';
const demo: Whole = { ...demoSetup, agents: [{ id: ANNA, team: 'day', skills: { sales: 3 }, languages: ['en'] }] };
const ids = (changes: { part: string; id: string }[]) => changes.map(({ part, id }) => `${part}/${id}`);

describe('what differs', () => {
  it('is told by item and by field, whatever the order of fields', () => {
    const [sales] = demo.queues;
    const { ringMs, ...others } = sales!;
    expect(changesBetween(demo, put(demo, 'queues', 'sales', { ...others, ringMs }))).toEqual([]);
    const [change] = changesBetween(demo, put(demo, 'queues', 'sales', { ...sales, ringMs: 9000, skills: { b2b: 2 } }));
    expect(fieldsOf(change!)).toEqual([
      { path: '/skills/sales', before: 1 },
      { path: '/skills/b2b', after: 2 },
      { path: '/ringMs', before: 15_000, after: 9000 },
    ]);
  });

  it('undone, any changes give what was before', () => {
    const change = fc.record({
      part: fc.constantFrom<Part>('queues', 'dispositions', 'entries', 'agents'),
      id: fc.constantFrom('a', 'b', 'sales', '1000', 'solved'),
      name: fc.option(fc.string(), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (wishes) => {
        let now = demo;
        const history = wishes.flatMap(({ part, id, name }) => {
          const after = put(now, part, id, name === null ? null : { [part === 'entries' ? 'number' : 'id']: id, name });
          const made = changesBetween(now, after);
          now = after;
          return made;
        });
        expect(changesBetween(undone(now, history), demo)).toEqual([]);
      }),
    );
  });
});

describe('the way to a whole document', () => {
  const older: Whole = { ...demo, queues: demo.queues.slice(0, 1), entries: demo.entries.slice(0, 1), flows: [] };

  it('takes away what may go, leaves and names what history needs', () => {
    const { draft, left } = draftTowards(demo, older, { passStrangers: true });
    expect(draft.remove).toMatchObject({
      entries: ['1001', '1002', '2000'],
      flows: expect.arrayContaining(['closed']),
    });
    expect(left).toEqual([{ part: 'queues', id: 'support', why: 'in-history' }]);
    const { after, problems } = applied(demo, draft);
    expect(problems).toEqual([]);
    expect(ids(changesBetween(demo, after))).toContain('entries/2000');
  });

  it('does not touch a section that it leaves out', () => {
    const { draft } = draftTowards(demo, { dispositions: [] }, { passStrangers: false });
    expect(draft).toEqual({ put: { dispositions: [] }, remove: {} });
  });

  it('leaves people alone: one who is no agent now, and one it does not name', () => {
    const target = { agents: [{ ...demo.agents[0]!, id: 'gone' }] };
    const { draft, left } = draftTowards(demo, target, { passStrangers: true });
    expect(left).toEqual([
      { part: 'agents', id: 'gone', why: 'no-agent-now' },
      { part: 'agents', id: ANNA, why: 'agent-not-named' },
    ]);
    expect(draft.put.agents).toEqual([]);
  });
});

describe('a draft', () => {
  it.each([
    ['of half a queue', { put: { queues: [{ id: 'sales' }] } }, 'BAD_FORM', '/queues/sales/name'],
    ['with a field nobody knows', { put: { teams: [{ id: 'a', name: 'A', colour: 'red' }] } }, 'BAD_FORM', '/teams/a'],
    [
      'of one thing twice',
      {
        put: {
          teams: [
            { id: 'a', name: 'A' },
            { id: 'a', name: 'B' },
          ],
        },
      },
      'ID_TWICE',
      '/teams/a',
    ],
    ['of an agent who is none', { put: { agents: [{ ...demo.agents[0], id: 'b' }] } }, 'UNKNOWN_AGENT', '/agents/b'],
    ['that takes a queue away', { remove: { queues: ['sales'] } }, 'IN_HISTORY', '/queues/sales'],
    ['that takes away what is not there', { remove: { flows: ['no'] } }, 'NOT_FOUND', '/flows/no'],
  ])('%s is told with its place', (_, draft, code, path) => {
    const { problems } = applied(demo, { put: {}, remove: {}, ...draft } as never);
    expect(problems[0]).toMatchObject({ code: `DIRECTORY.${code}`, path });
  });
});
