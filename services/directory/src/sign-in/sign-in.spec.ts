import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { Bus } from '#common/bus/bus.js';
import { sessionEnded, sessionGet, signInEnded } from '#common/contracts/directory.js';
import { http } from '../../../../test/boot.js';
import { useDirectory } from '../../../../test/directory/stage.js';
import { Sweep } from '../sweep.js';

const stage = useDirectory();
const { admin, as, clock, passwordOf, refresh, restart, signIn } = stage;

describe('sign-in', () => {
  it('answers with a token that anybody verifies offline: who, tenant, roles, session, ten minutes, for the site', async () => {
    const { status, body } = await signIn('anna');
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ name: 'Anna Nowak', roles: ['agent'] });
    const jwks = JSON.parse(readFileSync(join(stage.engines.dir, 'directory', 'token-keys.json'), 'utf8'));
    const { payload } = await jwtVerify(body.accessToken, createLocalJWKSet(jwks), {
      audience: 'site',
      issuer: 'spillway',
    });
    expect(payload).toMatchObject({ sub: body.user.id, tenant: 'main', roles: ['agent'], session: expect.any(String) });
    expect(payload.exp! - payload.iat!).toBe(600);
    expect(body.expiresAt).toBe(payload.exp! * 1000);
  });

  it.each([
    ['a wrong password', 'anna', 'wrong'],
    ['an unknown user', 'nobody', 'wrong'],
  ])('refuses %s in the same words', async (_, user, password) => {
    const { status, headers, body } = await signIn(user, password, '10.9.9.9');
    expect(status).toBe(401);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body.code).toBe('DIRECTORY.SIGN_IN_REFUSED');
    expect(JSON.stringify(body)).not.toContain(user);
  });

  it.each([
    ['not JSON', '{'],
    ['a number for a password', { user: 'anna', password: 1 }],
    ['an endless password', { user: 'anna', password: 'x'.repeat(257) }],
    ['something more', { user: 'anna', password: 'x', role: 'it' }],
    ['a NUL in the name', { user: 'an\u0000na', password: 'x' }],
    ['nothing', undefined],
  ])('refuses %s with 400', async (_, body) => {
    expect(
      (await http(stage.url, 'POST', 'sessions', { body, headers: { 'content-type': 'application/json' } })).status,
    ).toBe(400);
  });

  it('delays after five failures, by user, from wherever; a restart does not forget; time heals', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('ben', 'wrong', `10.2.2.${i}`)).status).toBe(401);
    const blocked = await signIn('ben', passwordOf('ben'), '10.2.3.1');
    expect([blocked.status, blocked.body.code, blocked.headers.get('retry-after')]).toEqual([
      429,
      'DIRECTORY.TOO_MANY_ATTEMPTS',
      '1',
    ]);
    await restart();
    expect((await signIn('ben')).status).toBe(429);
    clock.advance(1_001);
    expect((await signIn('ben')).status).toBe(201);
  }, 30_000);

  it('lets no more than the free guesses through when all come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('carla', 'wrong', '10.3.3.3')));
    expect(answers.filter((a) => a.status === 401)).toHaveLength(5);
    clock.advance(60_000);
  });

  it('delays an address that guesses over many users', async () => {
    const guesses = [];
    for (let i = 0; i < 31; i++) guesses.push((await signIn(`guess${i}`, 'wrong', '10.4.4.4')).status);
    expect(guesses.indexOf(429)).toBe(30);
    expect((await signIn('anna', passwordOf('anna'), '10.4.4.5')).status).toBe(201);
  }, 30_000);
});

describe('refresh tokens', () => {
  it('turn with each use; an answer that was lost can be asked for again within seconds', async () => {
    const first = (await signIn('anna')).body;
    const second = await refresh(first.refreshToken);
    expect(second.status).toBe(200);
    expect(second.body.refreshToken).not.toBe(first.refreshToken);
    expect(decodeJwt(second.body.accessToken)['session']).toBe(decodeJwt(first.accessToken)['session']);
    expect((await refresh(first.refreshToken)).status).toBe(200);
  });

  it('used again later end the whole sign-in, the thief’s and the owner’s', async () => {
    const first = (await signIn('anna')).body;
    const second = (await refresh(first.refreshToken)).body;
    clock.advance(10_001);
    expect((await refresh(first.refreshToken)).body.code).toBe('DIRECTORY.REFRESH_REUSED');
    expect((await refresh(second.refreshToken)).body.code).toBe('DIRECTORY.REFRESH_REFUSED');
  });

  it('are kept as hashes, end with sign-out, and end by themselves', async () => {
    const mine = (await signIn('anna')).body;
    const rows = await admin<{ row: string }>('select r::text as row from directory.refresh_token r');
    expect(rows.some((r) => r.row.includes(mine.refreshToken.split('~')[1]))).toBe(false);
    expect((await http(stage.url, 'DELETE', 'sessions', { token: mine.accessToken })).status).toBe(204);
    expect((await refresh(mine.refreshToken)).status).toBe(401);
    const other = (await signIn('anna')).body;
    clock.advance(12 * 3_600_000);
    expect((await refresh(other.refreshToken)).status).toBe(401);
  });

  it('leave nothing behind that grows for ever, and nor do sign-ins and desktops', async () => {
    const mine = (await signIn('anna')).body;
    await http(stage.url, 'POST', 'desk/sessions', { token: mine.accessToken });
    const kept = (table: string) => admin<{ n: number }>(`select count(*)::int as n from directory.${table}`);
    clock.advance(12 * 3_600_000);
    await stage.of(Sweep).turn();
    expect(await kept('refresh_token')).toEqual([{ n: 0 }]);
    expect((await refresh(mine.refreshToken)).body.code).toBe('DIRECTORY.REFRESH_REFUSED');
    clock.advance(30 * 86_400_000);
    await stage.of(Sweep).turn();
    for (const table of ['sign_in', 'desk_session', 'desk_session_tenant'])
      expect(await kept(table)).toEqual([{ n: 0 }]);
  });

  it.each(['x', 'bWFpbg~x', '~', '\u0000', `${'A'.repeat(500)}`])('refuse nonsense (%j)', async (token) => {
    expect((await refresh(token)).body.code).toBe('DIRECTORY.REFRESH_REFUSED');
  });
});

describe('desktop sessions', () => {
  const open = (token: string) => http(stage.url, 'POST', 'desk/sessions', { token });
  const ask = (session: string) => stage.bus.call(sessionGet, { session });

  it('give a ticket for the gateway that says nothing about the person', async () => {
    const { status, body } = await open(await as('anna'));
    expect(status).toBe(201);
    expect(body).toMatchObject({ place: 'site', gateway: 'ws://127.0.0.1:7401/desk' });
    const claims = decodeJwt(body.ticket);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'epoch', 'exp', 'iat', 'iss', 'jti', 'place', 'session']);
    expect(claims).toMatchObject({ aud: 'edge', session: body.session, place: 'site', epoch: body.epoch });
    expect(body.ticketExpiresAt - clock.now()).toBeLessThanOrEqual(180_000);
  });

  it('are one for each agent: a reload finds it, the epoch grows, crossing learns whose it is', async () => {
    const token = await as('dmitri');
    const [first, again] = [(await open(token)).body, (await open(token)).body];
    expect(again).toMatchObject({ session: first.session, epoch: first.epoch + 1 });
    const renewed = (await http(stage.url, 'POST', `desk/sessions/${first.session}/ticket`, { token })).body;
    expect(renewed.epoch).toBe(first.epoch + 2);
    expect(await ask(first.session)).toEqual({
      found: true,
      tenant: 'main',
      agentId: decodeJwt(token).sub,
      epoch: renewed.epoch,
      place: 'site',
    });
  });

  it('go to the newest sign-in; the older window is told so', async () => {
    const [old, fresh] = [await as('dmitri'), await as('dmitri')];
    const { session } = (await open(old)).body;
    expect((await open(fresh)).body.session).toBe(session);
    const { status, body } = await http(stage.url, 'POST', `desk/sessions/${session}/ticket`, { token: old });
    expect([status, body.code]).toEqual([409, 'DIRECTORY.DESKTOP_ELSEWHERE']);
  });

  it('belong to their agent alone', async () => {
    const { session } = (await open(await as('dmitri'))).body;
    expect((await http(stage.url, 'POST', `desk/sessions/${session}/ticket`, { token: await as('anna') })).status).toBe(
      404,
    );
    expect((await open(await as('tess'))).body.code).toBe('AUTH.ROLE_MISSING');
  });

  it('end with the sign-in, and everybody hears of it', async () => {
    const routing = new Bus(stage.engines.connect('routing'));
    const heard = new Promise<{ session: string }>((h) => routing.subscribe(sessionEnded, h));
    await new Promise<void>((up) => routing.connection.onOpen(() => up()));
    const telephony = new Bus(stage.engines.connect('telephony'));
    const phones = new Promise<{ signIn: string }>((h) => telephony.subscribe(signInEnded, h));
    await new Promise<void>((up) => telephony.connection.onOpen(() => up()));
    await Promise.all([routing, telephony].map((bus) => bus.connection.live().flush()));
    const token = await as('dmitri');
    const { session } = (await open(token)).body;
    await http(stage.url, 'DELETE', 'sessions', { token });
    expect(await heard).toEqual({ tenant: 'main', session, agentId: decodeJwt(token).sub });
    expect(await phones).toEqual({
      tenant: 'main',
      signIn: decodeJwt(token)['session'],
      agentId: decodeJwt(token).sub,
    });
    expect(await ask(session)).toEqual({ found: false });
    expect((await open(token)).body.code).toBe('DIRECTORY.SESSION_OVER');
  });

  it('end when nobody renewed the sign-in, with their fact on the ledger', async () => {
    const token = await as('dmitri');
    const { session } = (await open(token)).body;
    clock.advance(12 * 3_600_000 + 1);
    await stage.of(Sweep).turn();
    expect(await ask(session)).toEqual({ found: false });
    const facts = await admin<{ type: string }>('select type from directory.ledger where aggregate = $1 order by seq', [
      `session:${decodeJwt(token)['session']}`,
    ]);
    expect(facts.map((f) => f.type)).toEqual(['session.started', 'session.ended']);
  });

  it('are not guessed', async () => {
    expect(await ask('t.unknown'.replace('.', ''))).toEqual({ found: false });
  });
});
