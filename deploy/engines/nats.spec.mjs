import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@nats-io/transport-node';
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

  it('keeps the gateway from speaking for the site, and from its bus', async () => {
    const [gateway, other, site] = await Promise.all([as('agent', true), as('crossing-edge', true), as('routing')]);
    expect(await reaches(gateway, 'edge.desk.attach', other)).toBe(true);
    expect(await reaches(gateway, 'edge.heartbeat', gateway)).toBe(false);
    expect(await reaches(other, 'edge.heartbeat', gateway)).toBe(true);
    expect(await reaches(gateway, 'edge.gateway.beat', site, 'routing.>')).toBe(false);
    await expect(gateway.request('$JS.API.INFO', '', { timeout: 300 })).rejects.toThrow();
  });
});
