import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Asterisk, secretsIn, startAsterisk } from '../../deploy/engines/index.mjs';
import { deskPhone, type EndpointObjects } from '../../services/telephony/src/endpoints/objects.js';
import { eventually } from '../telephony/stage.js';
import { say, sayByWebSocket } from './sip.js';

/** What somebody without any password can make Asterisk believe. */
describe('a stranger on the SIP port', () => {
  const dir = mkdtempSync(join(tmpdir(), 'spillway-stranger-'));
  let asterisk: Asterisk;
  beforeAll(async () => {
    // No room for any call: each is refused at once, and written down.
    asterisk = await startAsterisk({ dir, rtpStart: 47_000, maxCalls: 0, maxRefused: 0 });
    await push('agent-1', deskPhone('agent-1', 'sip:desk@127.0.0.1:9'));
  }, 300_000);
  afterAll(async () => {
    await asterisk?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  const push = async (name: string, objects: EndpointObjects) => {
    const authorization = `Basic ${Buffer.from(`${asterisk.ariUser}:${asterisk.ariPassword}`).toString('base64')}`;
    for (const type of ['aor', 'endpoint'] as const) {
      const fields = Object.entries(objects[type]).map(([attribute, value]) => ({ attribute, value }));
      const answer = await fetch(`${asterisk.ariUrl}/asterisk/config/dynamic/res_pjsip/${type}/${name}`, {
        method: 'PUT',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ fields }),
      });
      expect(answer.status).toBe(200);
    }
  };
  const variable = async (name: string, value: string) => {
    const authorization = `Basic ${Buffer.from(`${asterisk.ariUser}:${asterisk.ariPassword}`).toString('base64')}`;
    const url = `${asterisk.ariUrl}/asterisk/variable?variable=${name}&value=${encodeURIComponent(value)}`;
    await fetch(url, { method: 'POST', headers: { authorization } });
  };
  const written = (kind: string) => readFileSync(join(asterisk.logDir, `${kind}-custom/spillway.csv`), 'utf8');

  it('cannot register as an agent’s desk phone, which has no password', async () => {
    expect(await say(asterisk.sipPort, { method: 'REGISTER', to: 'agent-1', from: 'agent-1' })).toBeGreaterThanOrEqual(
      400,
    );
    expect(await asterisk.cli('pjsip show aor agent-1')).not.toContain('stranger@');
  });

  it('is no agent by giving a desk phone’s name', async () => {
    expect(await say(asterisk.sipPort, { method: 'INVITE', to: 'echo', from: 'agent-1' })).toBeGreaterThanOrEqual(400);
  });

  it('calls nobody by the websocket for pages without signing in: behind its proxy she has no address to be counted by', async () => {
    await variable('MAX_CALLS', '10');
    try {
      const call = { method: 'INVITE', to: '1000', from: 'stranger' } as const;
      expect(await sayByWebSocket(asterisk.wsUrl, call)).toBe(403);
    } finally {
      await variable('MAX_CALLS', '0');
    }
  });

  it('cannot write lines of her own into what the witnesses write', async () => {
    const line = (id: string) => `x%0A${id},,,,,,,from-outside,1,,2,1,,,,%0A`;
    await say(asterisk.sipPort, { method: 'INVITE', to: line('forged-1'), from: line('forged-2') });
    await new Promise((done) => setTimeout(done, 500));
    for (const kind of ['cdr', 'cel']) {
      expect(written(kind)).toContain('forged-1');
      expect(written(kind)).not.toMatch(/^forged/m);
    }
  });

  it('leaves no number in what the witnesses write, only a hash by which her call can be found', async () => {
    const number = '+48601555099';
    await say(asterisk.sipPort, { method: 'INVITE', to: '1000', from: number });
    const key = secretsIn(join(dir, 'secrets')).password('asterisk-witness.key');
    const hash = createHash('sha1').update(`${key}${number}`).digest('hex');
    for (const kind of ['cdr', 'cel']) {
      await eventually(() => written(kind).includes(hash));
      expect(written(kind)).not.toContain(number);
    }
  });
});
