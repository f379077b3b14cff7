import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { FACTS } from '#common/contracts/ledger.js';
import { openStream } from '#common/ledger/stream.js';
import { DOMAINS } from './members.mjs';
import { startNats } from './nats.mjs';

describe('what NATS lets each of its users do', () => {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-nats-'));
  const open = [];
  let nats;
  const as = async (user, edge = false) => {
    const pass = edge ? nats.edgePassword(user) : nats.password(user);
    const nc = await connect({ servers: nats.url, user, pass, inboxPrefix: `_INBOX.${user}` });
    open.push(nc);
    return nc;
  };
  /** What `from` says on `subject` reaches `to`, who listens to `heard`. */
  const reaches = async (from, subject, to, heard = subject) => {
    const got = [];
    const sub = to.subscribe(heard, { callback: (error, message) => !error && got.push(message.subject) });
    await to.flush();
    from.publish(subject, 'x');
    await from.flush();
    await to.flush();
    sub.unsubscribe();
    return got.length > 0;
  };

  beforeAll(async () => {
    nats = await startNats({ dir });
  }, 120_000);
  afterAll(async () => {
    await Promise.all(open.map((nc) => nc.close()));
    await nats?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it.each([
    ['telephony', 'routing.enqueue', 'routing', true],
    ['telephony', 'routing.desk-change.site', 'routing', false],
    ['routing', 'directory.config-changed', 'telephony', false],
    ['directory', 'directory.config-changed', 'telephony', true],
    ['crossing', 'routing.desk-beat', 'routing', true],
    ['crossing', 'telephony.offer', 'telephony', false],
    ['reporting', 'telephony.offer', 'customers', false],
  ])('%s says %s, and %s hears it: %s', async (from, subject, to, expected) => {
    expect(await reaches(await as(from), subject, await as(to))).toBe(expected);
  });

  it('gives an asker’s answer to the asker alone', async () => {
    const [asker, owner, curious] = await Promise.all(['customers', 'directory', 'reporting'].map((user) => as(user)));
    const overheard = [];
    curious.subscribe('_INBOX.>', { callback: (error, message) => !error && overheard.push(message) });
    owner.subscribe('directory.names-get', { callback: (_, message) => message.respond('names') });
    await Promise.all([owner.flush(), curious.flush()]);
    const answer = await asker.request('directory.names-get', '', { timeout: 2000 });
    await curious.flush();
    expect(answer.string()).toBe('names');
    expect(overheard).toHaveLength(0);
  });

  describe('of the ledger', () => {
    const LEDGER = 'LEDGER';
    /** JetStream has taken it. */
    const says = async (user, subject) => {
      const js = await openStream(await as(user));
      return js.publish(subject, 'x', { timeout: 500, retries: 1 }).then(
        () => true,
        () => false,
      );
    };

    it.each([
      ['telephony', 'ledger.main.interaction.ended', true],
      ['routing', 'ledger.other-tenant.reservation.accepted', true],
      ['directory', 'ledger.main.session.ended', true],
      ['routing', 'ledger.main.interaction.ended', false],
      ['telephony', 'ledger.main.reservation.accepted', false],
      ['reporting', 'ledger.main.interaction.ended', false],
      ['crossing', 'ledger.main.agent.status', false],
      ['recording', 'ledger.recording.stored', false],
    ])('%s may say %s: %s', async (user, subject, expected) => {
      expect(await says(user, subject)).toBe(expected);
    });

    it('each service may say all its own facts, and no fact is nobody’s', () => {
      const owned = [...FACTS.values()].map(({ owner, type }) => `${owner} ${type.split('.', 1)[0]}`);
      const named = Object.entries(DOMAINS).flatMap(([owner, domains]) => domains.map((d) => `${owner} ${d}`));
      expect([...new Set(owned)].sort()).toEqual(named.sort());
    });

    /** What a service’s consumer does, at the place of `name`. */
    const follows = async (user, name) => {
      const nc = await as(user);
      const manager = await jetstreamManager(nc, { timeout: 500 });
      const about = { durable_name: name, ack_policy: AckPolicy.Explicit, filter_subjects: ['ledger.*.interaction.*'] };
      await manager.consumers.add(LEDGER, about);
      await manager.consumers.update(LEDGER, name, { max_ack_pending: 10 });
      const consumer = await jetstream(nc, { timeout: 500 }).consumers.get(LEDGER, name);
      const message = await consumer.next({ expires: 1000 });
      return message?.ackAck({ timeout: 500 });
    };

    it('a service has its own place in the stream, and touches no other’s', async () => {
      expect(await says('telephony', 'ledger.main.interaction.started')).toBe(true);
      expect(await follows('reporting', 'reporting')).toBe(true);
      await expect(follows('reporting', 'customers')).rejects.toThrow();
    });

    it('nobody changes, empties or ends it, or makes a second one', async () => {
      const { streams } = await jetstreamManager(await as('telephony'), { timeout: 300 });
      for (const forbidden of [
        streams.update(LEDGER, { max_age: 1e9 }),
        streams.purge(LEDGER),
        streams.deleteMessage(LEDGER, 1),
        streams.delete(LEDGER),
        streams.add({ name: 'MINE', subjects: ['routing.>'] }),
      ])
        await expect(forbidden).rejects.toThrow();
      expect((await streams.info(LEDGER)).state.messages).toBeGreaterThan(0);
    });
  });

  it('keeps the gateway from speaking for the site, and from its bus', async () => {
    const [gateway, other, site] = await Promise.all([as('agent', true), as('crossing-edge', true), as('routing')]);
    expect(await reaches(gateway, 'edge.desk.attach', other)).toBe(true);
    expect(await reaches(gateway, 'edge.heartbeat', gateway)).toBe(false);
    expect(await reaches(other, 'edge.heartbeat', gateway)).toBe(true);
    expect(await reaches(gateway, 'edge.gateway.beat', site, 'routing.>')).toBe(false);
    await expect(gateway.request('$JS.API.INFO', '', { timeout: 300 })).rejects.toThrow();
  });
});
