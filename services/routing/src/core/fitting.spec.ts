import { describe, expect, it } from '@jest/globals';
import { RoutingWorld, uuid } from '../../../../test/builders/routing.builder.js';
import { aQueue } from '../../../../test/builders/setup.builder.js';
import { consider } from './fitting.js';

const world = (rules: Parameters<typeof aQueue>[1] = {}, ...more: ReturnType<typeof aQueue>[]) =>
  new RoutingWorld([aQueue('sales', rules), ...more]);
const gets = (w: RoutingWorld, caller: string) => w.ringing(caller)?.agentId;
const why = (w: RoutingWorld, agentId: string, caller: string) => {
  const verdict = consider(w.state, agentId, w.state.interactions.get(caller)!, w.now);
  return verdict.fits ? 'fits' : verdict.why;
};
/** Who was asked answers, and the caller hangs up. */
function serve(w: RoutingWorld, caller: string, ms = 0): void {
  w.report(w.ringing(caller), 'answered');
  w.passes(ms);
  w.hangsUp(caller);
}

describe('why an agent does not fit', () => {
  it.each<[string, (w: RoutingWorld) => string]>([
    ['not-signed-in', (w) => w.agent(1, {}, 'offline')],
    ['not-signed-in', () => uuid('a', 9)],
    [
      'no-desktop',
      (w) => {
        const id = w.agent(1, {}, 'break');
        w.desktopLost(id);
        return id;
      },
    ],
    ['status', (w) => w.agent(1, {}, 'break')],
    [
      'status',
      (w) => {
        const { agent } = w.inTalk(90, 1);
        w.status(agent, 'break');
        return agent;
      },
    ],
    ['no-skill', (w) => w.agent(1, { skills: { sales: 2 } })],
    [
      'language',
      (w) => {
        w.agent(2, { languages: ['pl'], team: 'two' });
        return w.agent(1);
      },
    ],
    ['other-team', (w) => w.agent(1, { languages: ['pl'], team: 'two' })],
    [
      'no-capacity',
      (w) => {
        w.agent(1, { languages: ['pl'] });
        return w.inTalk(90, 1).agent;
      },
    ],
    [
      'phone-unreachable',
      (w) => {
        const id = w.agent(1, { languages: ['pl'] });
        w.phone(id, false);
        return id;
      },
    ],
    [
      'took-another',
      (w) => {
        const id = w.agent(1, { languages: ['pl'] });
        w.caller(90, { language: 'pl' });
        w.now -= 1;
        return id;
      },
    ],
  ])('%s', (expected, agent) => {
    const w = world({ skills: { sales: 3 }, teams: ['one'] });
    const id = agent(w);
    const { now } = w;
    const caller = w.caller(1, { language: 'pl' });
    w.now = now;
    expect(why(w, id, caller)).toBe(expected);
  });
});

describe('skills', () => {
  it('as an expression', () => {
    const w = world({ requires: 'sales >= 3 and (german or english >= 5)' });
    w.agent(1, { skills: { sales: 3, english: 4 } });
    const fit = w.agent(2, { skills: { sales: 3, english: 5 } });
    expect(gets(w, w.caller(1))).toBe(fit);
  });

  it('relax with waiting, at the moment it is due, without anybody changing', () => {
    const w = world({
      requires: 'sales >= 5',
      relax: [
        { afterMs: 10_000, requires: 'sales >= 3' },
        { afterMs: 30_000, requires: 'anyone' },
      ],
    });
    const middling = w.agent(1, { skills: { sales: 3 } });
    const none = w.agent(2, { skills: {} });
    const [one, two] = [w.caller(1), w.caller(2)];
    w.passes(9900);
    expect(gets(w, one)).toBeUndefined();
    w.passes(300);
    expect(gets(w, one)).toBe(middling);
    expect(why(w, none, two)).toBe('no-skill');
    w.passes(12_000);
    expect(gets(w, two)).toBeUndefined();
    w.report(w.ringing(one), 'answered');
    w.passes(9000);
    expect(gets(w, two)).toBe(none);
  });

  it('the narrower ring goes before the idler agent', () => {
    const w = world({ requires: 'sales >= 5', relax: [{ afterMs: 0, requires: 'sales' }] });
    w.agent(1, { skills: { sales: 1 } });
    const better = w.agent(2, { skills: { sales: 5 } });
    const caller = w.caller(1);
    expect(gets(w, caller)).toBe(better);
  });
});

it('a language counts as long as somebody present speaks it', () => {
  const w = world();
  const anna = w.agent(1);
  const polish = w.agent(2, { languages: ['pl'] }, 'break');
  const caller = w.caller(1, { language: 'pl' });
  expect(gets(w, caller)).toBeUndefined();
  expect(why(w, anna, caller)).toBe('language');
  w.desktopLost(polish);
  expect(gets(w, caller)).toBe(anna);
});

describe('teams and places', () => {
  it('are asked first, then everybody', () => {
    const w = world({ teams: ['two'], teamsMs: 10_000 });
    const other = w.agent(1, { team: 'one' });
    const home = w.agent(2, { team: 'two' });
    expect(gets(w, w.caller(1))).toBe(home);
    const second = w.caller(2);
    w.passes(9000);
    expect(gets(w, second)).toBeUndefined();
    expect(why(w, other, second)).toBe('other-team');
    w.passes(1500);
    expect(gets(w, second)).toBe(other);
  });
  it('a place is where her desktop is', () => {
    const w = world({ teams: ['site'], teamsMs: 10_000 });
    const there = w.agent(1);
    expect(gets(w, w.caller(1))).toBe(there);
  });
});

describe('a preferred agent', () => {
  const customer = uuid('f', 1);
  it('who served her last is waited for, but not longer than the queue says', () => {
    const w = world({ preferredMs: 10_000 });
    const anna = w.agent(1);
    const first = w.caller(1, { customerId: customer });
    serve(w, first);
    const ben = w.agent(2);
    const other = w.caller(2);
    // Anna has been idle for a shorter time than nobody: she takes the other, and is busy.
    expect(gets(w, other)).toBe(anna);
    w.report(w.ringing(other), 'answered');
    const again = w.caller(3, { customerId: customer });
    expect(gets(w, again)).toBeUndefined();
    expect(why(w, ben, again)).toBe('waits-for-preferred');
    w.passes(10_100);
    expect(gets(w, again)).toBe(ben);
  });
  it('gets her as soon as she is free', () => {
    const w = world({ preferredMs: 60_000 });
    const { caller, agent } = w.inTalk(1, 1);
    w.agent(2);
    const hers = w.caller(2, { preferred: [agent] });
    w.hangsUp(caller);
    expect(gets(w, hers)).toBe(agent);
  });
  it('is not waited for when she goes away', () => {
    const w = world({ preferredMs: 60_000 });
    const { agent } = w.inTalk(1, 1);
    const ben = w.agent(2);
    const hers = w.caller(2, { preferred: [agent] });
    expect(gets(w, hers)).toBeUndefined();
    w.status(agent, 'break');
    expect(gets(w, hers)).toBe(ben);
  });
  it('is asked before others where nobody waits for her', () => {
    const w = world();
    w.agent(1);
    const owner = w.agent(2);
    expect(gets(w, w.caller(1, { preferred: [owner] }))).toBe(owner);
  });
  it('is not the last one, where the queue does not say so', () => {
    const w = world();
    const anna = w.agent(1);
    const ben = w.agent(2);
    serve(w, w.caller(1, { customerId: customer }));
    expect(w.state.agents.get(anna)!.contacts).toBe(1);
    expect(gets(w, w.caller(2, { customerId: customer }))).toBe(ben);
  });
  it('never gets back whom she has handed on to a queue', () => {
    const w = world({ preferredMs: 60_000 }, aQueue('support', { skills: {}, preferredMs: 60_000 }));
    const { agent, held, caller } = w.inTalk(1, 1);
    const ben = w.agent(2, { skills: {} });
    w.step({ type: 'identified', interactionId: caller, customerId: customer });
    w.step({
      type: 'transfer',
      commandId: uuid('e', 1),
      deadline: w.now + 1000,
      agentId: agent,
      reservationId: held.id,
      mode: 'blind',
      toQueueId: 'support',
    });
    expect(gets(w, caller)).toBe(ben);
  });
});

describe('several media', () => {
  it('fill the gaps: three chats, no call beside them; a call on top of an e-mail, no e-mail on top of a call', () => {
    const w = world();
    const anna = w.agent(1);
    const mail = w.caller(1, { medium: 'email' });
    expect(gets(w, mail)).toBe(anna);
    w.report(w.ringing(mail), 'answered');
    const call = w.caller(2);
    expect(gets(w, call)).toBe(anna);
    w.report(w.ringing(call), 'answered');
    const chats = [3, 4, 5, 6].map((n) => w.caller(n, { medium: 'chat' }));
    expect(chats.map((c) => gets(w, c))).toEqual([undefined, undefined, undefined, undefined]);
    w.hangsUp(call);
    expect(chats.map((c) => gets(w, c))).toEqual([anna, anna, anna, undefined]);
    expect(why(w, anna, w.caller(7))).toBe('no-capacity');
    expect(why(w, anna, w.caller(8, { medium: 'email' }))).toBe('no-capacity');
  });
  it('as her set-up says', () => {
    const w = world();
    const anna = w.agent(1, { capacity: { chat: 1, email: 0 }, interrupts: { voice: ['chat'] } });
    expect(gets(w, w.caller(1, { medium: 'email' }))).toBeUndefined();
    const chat = w.caller(2, { medium: 'chat' });
    expect(gets(w, chat)).toBe(anna);
    expect(gets(w, w.caller(3, { medium: 'chat' }))).toBeUndefined();
    w.report(w.ringing(chat), 'answered');
    expect(gets(w, w.caller(4))).toBe(anna);
  });
  it('with one customer go to one agent, also beside a call, but never beyond her capacity', () => {
    const w = world();
    const customerId = uuid('f', 1);
    const { agent: anna } = w.inTalk(1, 1);
    w.step({ type: 'identified', interactionId: uuid('b', 1), customerId });
    w.agent(2);
    const chat = w.caller(2, { medium: 'chat', customerId });
    expect(gets(w, chat)).toBe(anna);
    const second = w.caller(3, { customerId });
    expect(gets(w, second)).toBeUndefined();
    w.passes(21_000);
    expect(gets(w, second)).toBe(uuid('a', 2));
  });
  it('with one customer: her agent gets the second as soon as she has room for it, however late', () => {
    const w = world();
    const customerId = uuid('f', 1);
    const anna = w.agent(1, { capacity: { chat: 1 }, interrupts: { voice: ['chat'] } });
    const others = w.caller(1, { medium: 'chat' });
    w.report(w.ringing(others), 'answered');
    const call = w.caller(2, { customerId });
    w.report(w.ringing(call), 'answered');
    const chat = w.caller(3, { medium: 'chat', customerId });
    w.passes(30_000);
    // She changed in between, when nobody was kept for her any more.
    w.phone(anna, true);
    expect(gets(w, chat)).toBeUndefined();
    w.hangsUp(others);
    expect(gets(w, chat)).toBe(anna);
  });
  it('that come together go together, also when she is only asked for the first', () => {
    const w = world();
    const customerId = uuid('f', 1);
    const [anna] = [w.agent(1), w.agent(2)];
    const call = w.caller(1, { customerId });
    const chat = w.caller(2, { medium: 'chat', customerId });
    expect([gets(w, call), gets(w, chat)]).toEqual([anna, anna]);
  });
});

describe('a reserve for inbound', () => {
  it('keeps agents from outbound work, and lets it go when one more is free', () => {
    const w = world({ reserve: 2 });
    const [anna, ben] = [w.agent(1), w.agent(2)];
    const out = w.caller(1, { direction: 'outbound' });
    expect(gets(w, out)).toBeUndefined();
    expect(why(w, anna, out)).toBe('reserve');
    w.agent(3);
    expect(gets(w, out)).toBe(anna);
    expect(gets(w, w.caller(2))).toBe(ben);
  });
});
