import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EXCLUSIONS } from '#common/contracts/words.js';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';
import { consider } from './fitting.js';
import { verdictsOf } from './verdicts.js';

const AGENTS = 5;
const happening = fc.record({
  what: fc.constantFrom(
    'arrive',
    'pl',
    'known',
    'answer',
    'refuse',
    'end',
    'leave',
    'desk',
    'phone',
    'status',
    'pass',
    'undo',
  ),
  n: fc.integer({ min: 1, max: AGENTS }),
  on: fc.boolean(),
});

const queues = [
  aQueue('sales', {
    skills: { sales: 4 },
    relax: [{ afterMs: 5000, requires: 'sales >= 2' }],
    teams: ['one'],
    teamsMs: 3000,
    preferredMs: 4000,
  }),
];

function happen(w: RoutingWorld, { what, n, on }: { what: string; n: number; on: boolean }, step: number): void {
  const agent = uuid('a', n);
  const ringing = w.state.activeReservations().find((r) => r.state === 'pending');
  const talking = w.state.activeReservations().find((r) => r.talk === 'talking');
  const also = {
    language: what === 'pl' ? ('pl' as const) : undefined,
    customerId: what === 'known' ? uuid('f', n) : undefined,
    preferred: what === 'known' ? [agent] : undefined,
  };
  w.now += 10;
  if (what === 'arrive' || what === 'pl' || what === 'known')
    w.caller(step, Object.fromEntries(Object.entries(also).filter(([, value]) => value)));
  else if (what === 'answer' && ringing) w.report(ringing, 'answered');
  else if (what === 'refuse' && ringing) w.report(ringing, on ? 'rejected' : 'no-answer');
  else if (what === 'end' && talking) w.hangsUp(talking.interactionId);
  else if (what === 'leave') for (const id of [...w.state.waiting].slice(0, 1)) w.hangsUp(id);
  else if (what === 'desk' && on) w.attach(agent, (w.state.agents.get(agent)?.epoch ?? 0) + 1);
  else if (what === 'desk') w.desktopLost(agent, w.state.agents.get(agent)!.epoch);
  else if (what === 'phone') w.phone(agent, on);
  else if (what === 'status') w.status(agent, on ? 'available' : 'break');
  else if (what === 'pass') w.passes(on ? 1000 : 4000);
  else if (what === 'undo') {
    w.durable = false;
    w.status(agent, 'meeting');
    w.state.rollback();
    w.durable = true;
  }
}

describe('answers that are kept', () => {
  it('are those that would be given anew, whatever has happened since', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 5, maxLength: 60 }), (history) => {
        const w = new RoutingWorld(queues);
        for (let n = 1; n <= AGENTS; n++)
          w.agent(n, { skills: { sales: n }, team: n % 2 ? 'one' : 'two', languages: n === 4 ? ['pl'] : ['en'] });
        for (const [step, h] of history.entries()) {
          happen(w, h, step + 1);
          for (const id of w.state.waiting) {
            const i = w.state.interactions.get(id)!;
            const { members, codes } = verdictsOf(w.state, i, w.now);
            const said = [...members].map((n, place) => [
              w.state.agentsNow().catalogue.ids[n],
              EXCLUSIONS[codes[place]!],
            ]);
            const anew = said.map(([agentId]) => {
              const verdict = consider(w.state, agentId!, i, w.now);
              return [agentId, verdict.fits ? 'not-first' : verdict.why];
            });
            expect(said).toEqual(anew);
          }
        }
      }),
      { numRuns: Number(process.env['SPILLWAY_HISTORIES'] ?? 150) },
    );
  });
});
