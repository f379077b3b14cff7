import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { actsOn } from './acts.js';
import { AGENTS, useStage } from './stage.js';

jest.setTimeout(120_000);
const stage = useStage({ SPILLWAY_VISITORS_PER_MINUTE: '3' });
const { calls, until } = actsOn(stage);

async function ask(method: string, path: string, roles: string[] | null, body?: object | Buffer, id?: string) {
  const headers: Record<string, string> = roles ? { authorization: `Bearer ${await stage.token(roles, id)}` } : {};
  if (Buffer.isBuffer(body)) headers['content-type'] = 'audio/wav';
  else if (body) headers['content-type'] = 'application/json';
  const response = await fetch(`${stage.url}/api/v1/${path}`, {
    method,
    headers,
    ...(body ? { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) } : {}),
  });
  const type = response.headers.get('content-type') ?? '';
  const content: unknown = type.includes('json') ? await response.json() : Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    content: content as Buffer & { user: string; password: string; prompts: unknown[] },
  };
}
const endpoint = (name: string) => stage.asterisk.cli(`pjsip show auth ${name}`);

/** Half a second of a tone. */
function wav(rate = 16_000): Buffer {
  const data = Buffer.alloc(rate);
  for (let i = 0; i < data.length / 2; i++) data.writeInt16LE(Math.round(8000 * Math.sin(i / 6)), i * 2);
  const head = Buffer.from('RIFF....WAVEfmt ....................data....', 'latin1');
  head.writeUInt32LE(36 + data.length, 4);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

describe('an agent’s phone sign-in', () => {
  const dora = '0f000000-0000-4000-8000-000000000001';

  it('gives a password that Asterisk knows only as a digest, a new one each time', async () => {
    const first = await ask('POST', 'voice/sessions', ['agent'], undefined, dora);
    expect(first).toMatchObject({
      status: 201,
      content: { nodes: [{ id: 'a', wsPath: '/voice/a' }], phone: 'browser', user: `agent-${dora}` },
    });
    const again = await ask('POST', 'voice/sessions', ['agent'], undefined, dora);
    expect(again.content.password).not.toBe(first.content.password);
    const digest = createHash('md5').update(`agent-${dora}:asterisk:${again.content.password}`).digest('hex');
    const shown = await endpoint(`agent-${dora}`);
    expect(shown).toContain(digest);
    expect(shown).not.toContain(again.content.password);
    expect(readFileSync(join(stage.dir, 'own/phones.json'), 'utf8')).not.toContain(again.content.password);
  });

  it('outlives a restart of Asterisk', async () => {
    const { content } = await ask('POST', 'voice/sessions', ['agent'], undefined, dora);
    await stage.restartAsterisk();
    const digest = createHash('md5').update(`agent-${dora}:asterisk:${content.password}`).digest('hex');
    await until(async () => (await endpoint(`agent-${dora}`)).includes(digest));
    // Its phones are back before it counts as up: whoever calls next needs both.
    await until(async () => (await fetch(`${stage.url}/readyz`)).ok);
  });

  it('names the desk phone of an agent who has one', async () => {
    expect((await ask('POST', 'voice/sessions', ['agent'], undefined, AGENTS.anna)).content).toMatchObject({
      phone: 'desk',
      password: '',
    });
  });

  it.each([
    ['nobody', null, 401],
    ['a head', ['head'], 403],
  ])('is not for %s', async (_, roles, status) => {
    expect((await ask('POST', 'voice/sessions', roles)).status).toBe(status);
  });
});

describe('a visitor of the call-us page', () => {
  it('gets a phone that may call in, in her language, and not too many of them', async () => {
    const one = await ask('POST', 'call-us/sessions', null, { language: 'pl' });
    expect(one).toMatchObject({ status: 201, content: { wsPath: '/voice/a', target: 'sip:1000@spillway.local' } });
    const shown = await stage.asterisk.cli(`pjsip show endpoint ${one.content.user}`);
    expect(shown).toMatch(/context +: from-web/);
    expect(shown).toMatch(/language +: pl/);
    expect((await ask('POST', 'call-us/sessions', null, { language: 'xx' })).status).toBe(400);
    await ask('POST', 'call-us/sessions', null, {});
    await ask('POST', 'call-us/sessions', null, {});
    expect(await ask('POST', 'call-us/sessions', null, {})).toMatchObject({
      status: 429,
      content: { code: 'TELEPHONY.TOO_MANY_VISITORS' },
    });
  });
});

describe('prompts', () => {
  it('are replaced for the next caller', async () => {
    const before = stage.routing.ended.length;
    expect(await ask('PUT', 'prompts/en/goodbye', ['it'], wav(8_000))).toMatchObject({
      status: 200,
      content: { durationMs: 1000 / 2 },
    });
    const { prompts } = (await ask('GET', 'prompts', ['it'])).content;
    expect(prompts).toContainEqual(expect.objectContaining({ language: 'en', id: 'goodbye', durationMs: 500 }));
    const read = await ask('GET', 'prompts/en/goodbye', ['it']);
    expect(read.content.subarray(0, 4).toString()).toBe('RIFF');
    const caller = await calls('2000');
    await caller.answered.happened;
    const began = Date.now();
    await caller.ended.happened;
    expect(Date.now() - began).toBeLessThan(2000);
    await until(() => stage.routing.ended.length > before);
  });

  it('what is no sound is refused', async () => {
    const words = Buffer.from('no sound at all, only words that go on and on');
    expect((await ask('PUT', 'prompts/en/goodbye', ['it'], words)).status).toBe(400);
  });

  it('a file that is too large is refused by what it says of itself', async () => {
    // The refusal comes while the file is still on its way, so it is not sent: the answer would race with a broken pipe.
    const headers = {
      authorization: `Bearer ${await stage.token(['it'])}`,
      'content-type': 'audio/wav',
      'content-length': String(5 * 1024 * 1024),
    };
    const put = request(`${stage.url}/api/v1/prompts/en/goodbye`, { method: 'PUT', headers });
    put.flushHeaders();
    const [answer] = (await once(put, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(413);
    put.destroy();
  });

  it('of no known language, or with a path for a name, are refused', async () => {
    expect((await ask('PUT', 'prompts/xx/goodbye', ['it'], wav())).status).toBe(400);
    expect((await ask('PUT', 'prompts/en/..%2F..%2Fevil', ['it'], wav())).status).toBe(400);
    expect(existsSync(join(stage.asterisk.soundsDir, 'evil.alaw'))).toBe(false);
  });

  it('are IT’s alone', async () => {
    expect((await ask('GET', 'prompts', ['agent'])).status).toBe(403);
  });
});
