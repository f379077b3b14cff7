import { randomUUID } from 'node:crypto';
import { connect } from '@nats-io/transport-node';

const json = (/** @type {unknown} */ value) => JSON.stringify(value);

/**
 * Directory, customers and routing as far as desktops see them, without PostgreSQL, so that what is measured is the way
 * and not the decision.
 * @param {import('../../../deploy/engines/index.d.mts').Nats} nats
 */
export async function fakeSite(nats) {
  /** @type {Map<string, { agentId: string, epoch: number, n: number }>} */
  const desks = new Map();
  const tokens = new Map();
  const agent = { status: 'available', reason: 'chosen', statusAfterTalk: null, workState: 'idle', since: 1 };
  const queues = Array.from({ length: 5 }, (_, i) => ({
    queue: `queue-${i}`,
    waiting: i,
    longestSince: null,
    available: 1,
  }));
  const join = (/** @type {string} */ user) =>
    connect({ servers: nats.url, user, pass: nats.password(user), inboxPrefix: `_INBOX.${user}`, name: user });
  const [routing, directory, customers] = await Promise.all(['routing', 'directory', 'customers'].map(join));
  /** @param {import('@nats-io/transport-node').NatsConnection} nc @param {string} subject @param {(r: any) => unknown} answer */
  const serve = (nc, subject, answer) =>
    nc.subscribe(subject, { callback: (_, m) => void m.respond(json({ ok: answer(m.json()) })) });

  serve(directory, 'directory.session-get', ({ session }) => {
    const desk = desks.get(session);
    return desk
      ? { found: true, tenant: 'main', agentId: desk.agentId, epoch: desk.epoch, place: 'site' }
      : { found: false };
  });
  serve(customers, 'customers.mint-tokens', ({ refs }) => ({
    tokens: refs.map((/** @type {string} */ ref) => {
      if (!tokens.has(ref)) tokens.set(ref, `t${randomUUID()}`);
      return tokens.get(ref);
    }),
  }));
  serve(routing, 'routing.desk-attach', ({ session }) => ({
    ok: true,
    n: desks.get(session)?.n ?? 0,
    agent,
    reservations: [],
    queues,
  }));
  serve(routing, 'routing.desk-command', ({ command }) => ({ id: command.id, ok: true }));
  serve(routing, 'routing.desk-lost', () => ({ ok: true }));

  return {
    /** @param {string} session */
    agent(session) {
      desks.set(session, { agentId: randomUUID(), epoch: 1, n: 0 });
    },
    /** A new reservation for one desktop; `at` is when it was said, ms with fractions. @param {string} session */
    change(session) {
      const desk = /** @type {NonNullable<ReturnType<typeof desks.get>>} */ (desks.get(session));
      const now = Date.now();
      const reservation = {
        reservation: randomUUID(),
        interaction: randomUUID(),
        queue: 'queue-1',
        medium: 'voice',
        direction: 'inbound',
        kind: 'offer',
        state: 'pending',
        talk: 'none',
        offeredAt: now,
        expiresAt: now + 15_000,
        answeredAt: null,
        endedAt: null,
        wrapUntil: null,
        consultOf: null,
      };
      const { agentId, epoch } = desk;
      routing.publish(
        'routing.desk-change.site',
        json({ tenant: 'main', session, agentId, epoch, n: ++desk.n, agent, reservation }),
      );
      return { n: desk.n, at: performance.now() };
    },
    close: () => Promise.all([routing, directory, customers].map((nc) => nc.close())),
  };
}
