import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { Bus } from '#common/bus/bus.js';
import { signInEnded } from '#common/contracts/directory.js';
import { dial } from '#common/contracts/telephony.js';
import { actsOn } from './acts.js';
import { Caller } from './sip.js';
import { useStage } from './stage.js';

jest.setTimeout(120_000);
const TRUNK_IP = '127.0.0.21';
const trunk = { name: 'trunk', contact: `sip:${TRUNK_IP}:5060`, match: [TRUNK_IP] };
const stage = useStage({ SPILLWAY_TRUNK: 'trunk', SPILLWAY_MAX_CALLS_BY_SOURCE: '2' }, { trunks: [trunk] });
const { until, clean, talks, heard, head } = actsOn(stage);

describe('what telephony tells customers of a caller’s number', () => {
  it.each([
    ['by the trunk', TRUNK_IP, 'trunk'],
    ['from anywhere, with the number of somebody else', '127.0.0.22', 'claimed'],
  ])('who calls %s', async (_, ip, numberFrom) => {
    const number = `+4860155501${numberFrom.length}`;
    const caller = await Caller.call({ to: '2000', sipPort: stage.asterisk.sipPort, number, ip });
    const asked = await until(() => stage.customers.asked.find((a) => a.value === number));
    expect(asked).toMatchObject({ kind: 'phone', numberFrom });
    caller.hangUp();
  });
});

describe('a phone of a sign-in that is over', () => {
  const dora = '0f000000-0000-4000-8000-000000000001';
  const there = async () => !(await stage.asterisk.cli(`pjsip show endpoint agent-${dora}`)).includes('Unable to find');
  const registers = async () => {
    const headers = { authorization: `Bearer ${await stage.token(['agent'], dora)}` };
    expect((await fetch(`${stage.url}/api/v1/voice/sessions`, { method: 'POST', headers })).status).toBe(201);
    await until(there);
  };
  const ends = async (signIn: string) => {
    const directory = stage.engines.connect('directory');
    await new Promise<void>((up) => directory.onOpen(() => up()));
    new Bus(directory).publish(signInEnded, { tenant: 'main', signIn, agentId: dora });
    await directory.live().flush();
  };

  it('is taken from Asterisk, and stays away when telephony comes back', async () => {
    await registers();
    await ends('s1');
    await until(async () => !(await there()));
    expect(await stage.asterisk.cli(`pjsip show auth agent-${dora}`)).toContain('Unable to find');
    await stage.telephony.kill();
    await stage.telephony.start();
    expect(await there()).toBe(false);
  });

  it('does not take the one of a newer sign-in with it', async () => {
    await registers();
    await ends('an-older-one');
    await ends('an-older-one');
    await new Promise((done) => setTimeout(done, 300));
    expect(await there()).toBe(true);
  });

  it('goes when its node, which could not be told, is back', async () => {
    await registers();
    await stage.telephony.kill();
    const file = join(stage.dir, 'own/phones.json');
    writeFileSync(file, '[]');
    await stage.telephony.start();
    await until(async () => !(await there()));
  });
});

describe('calls at a time from one address', () => {
  const from = (ip: string) => Caller.call({ to: '1001', sipPort: stage.asterisk.sipPort, number: '+48601', ip });
  const inLine = async (callers: Caller[]) => {
    await until(() => callers.every((caller) => caller.isAnswered));
    for (const caller of callers) caller.hangUp();
    await clean();
  };
  const refusals = async () => {
    const text = await (await fetch(`${stage.url}/metrics`)).text();
    return Number(/^spillway_telephony_refused_by_source_total (\d+)/m.exec(text)?.[1]);
  };

  it('are not counted when they are this machine’s own', async () => {
    await inLine(await Promise.all([1, 2, 3].map(() => from('127.0.0.31'))));
  });

  it('are refused beyond the limit, told so and counted; other addresses and the trunk go on', async () => {
    await stage.setVariable('UNCOUNTED', '^nobody');
    const two = await Promise.all([from('127.0.0.32'), from('127.0.0.32')]);
    await until(() => two.every((caller) => caller.isAnswered));
    const third = await from('127.0.0.32');
    await third.ended.happened;
    expect(third.status).toBe(486);
    const others = await Promise.all(['127.0.0.33', TRUNK_IP, TRUNK_IP, TRUNK_IP].map(from));
    await inLine([...two, ...others]);
    await until(async () => (await refusals()) === 1);
    // Who has hung up is counted no more.
    await inLine([await from('127.0.0.32')]);
  });
});

describe('visits to the call-us page from one address', () => {
  const visit = async (address: string) =>
    (
      await fetch(`${stage.url}/api/v1/call-us/sessions`, {
        method: 'POST',
        headers: { 'x-forwarded-for': address, 'content-type': 'application/json' },
        body: '{}',
      })
    ).status;

  it('are as many as calls may be, for each address by itself', async () => {
    const address = '203.0.113.9';
    expect([await visit(address), await visit(address), await visit(address)]).toEqual([201, 201, 429]);
    expect(await visit('203.0.113.10')).toBe(201);
    for (let i = 0; i < 3; i++) expect(await visit('127.0.0.1')).toBe(201);
  });
});

describe('what Asterisk writes of a call', () => {
  it('holds neither the number of who called nor the one that was dialled', async () => {
    const outside = '+48999888777';
    const { interactionId, caller, anna } = await talks();
    const reservation = randomUUID();
    await stage.routing.bus.call(dial, {
      ...head(interactionId, reservation),
      kind: 'transfer',
      expiresAt: Date.now() + 3000,
      fromReservationId: anna,
      number: outside,
    });
    await until(() => stage.routing.outcomes(reservation).length > 0);
    caller.hangUp();
    await clean();
    await heard(anna, 'ended');
    const written = ['cdr', 'cel'].map((kind) =>
      readFileSync(join(stage.asterisk.logDir, `${kind}-custom/spillway.csv`), 'utf8'),
    );
    await until(() => written.every((text) => text.includes('from-outside')));
    for (const text of written) {
      expect(text).not.toContain('+4822');
      expect(text).not.toContain(outside.slice(1));
    }
  });
});
