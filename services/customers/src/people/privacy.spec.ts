import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { symbols } from 'pino';
import { customerNumber, mintTokens } from '#common/contracts/customers.js';
import { uuidv7 } from '#common/ids/ids.js';
import { log } from '#common/log/log.js';
import { http } from '../../../../test/boot.js';
import { CANARY, useCustomers } from '../../../../test/customers/stage.js';

const stage = useCustomers();
const { call, desk, holds, rows, tokens } = stage;

describe('erasure', () => {
  it('takes the person away and leaves the contact; her next call is a stranger’s', async () => {
    const { interactionId, customerId } = await call('+48220000030');
    const reservation = holds(interactionId);
    await desk('POST', reservation, 'wrap-up', { dispositionId: 'solved', note: 'secret' });
    expect(
      (await http(stage.url, 'GET', `customers/${customerId}`, { token: tokens['tess']! })).body.history[0].note,
    ).toBe('secret');
    expect((await http(stage.url, 'DELETE', `customers/${customerId}`, { token: tokens['tess']! })).status).toBe(403);
    for (let i = 0; i < 2; i++)
      expect((await http(stage.url, 'DELETE', `customers/${customerId}`, { token: tokens['hugo']! })).status).toBe(204);
    const gone = await http(stage.url, 'GET', `customers/${customerId}`, { token: tokens['hugo']! });
    expect([gone.status, gone.body.code]).toEqual([410, 'CUSTOMERS.ERASED']);
    expect(await stage.telephony.call(customerNumber, { tenant: 'main', customerId })).toEqual({ number: null });
    expect(
      await rows('select note from customers.handling where interaction_id = $1 and disposition_id is not null', [
        interactionId,
      ]),
    ).toEqual([{ note: null }]);
    expect(await rows('select 1 from customers.contact where customer_id = $1', [customerId])).toHaveLength(1);
    expect((await call('+48220000030')).customerId).not.toBe(customerId);
    expect(
      await rows(`select 1 from customers.ledger where type = 'customer.erased' and aggregate = $1`, [
        `customer:${customerId}`,
      ]),
    ).toHaveLength(1);
  });

  it('refuses an id nobody has', async () => {
    expect((await http(stage.url, 'DELETE', `customers/${uuidv7()}`, { token: tokens['hugo']! })).status).toBe(404);
    expect((await http(stage.url, 'DELETE', 'customers/x', { token: tokens['hugo']! })).status).toBe(400);
  });
});

describe('what is personal', () => {
  const lines: string[] = [];
  const secrets = [CANARY.name, 'Zofia', CANARY.note, '221234567', '229998877', 'half a thou', 'typed so far'];

  /** All ways by which something about a person comes in: callers, drafts, notes, corrections, and what goes wrong with them. */
  beforeAll(async () => {
    // Every logger of the process writes to this one stream.
    const stream = (log('spec') as unknown as Record<symbol, { write(line: string): void }>)[symbols.streamSym]!;
    const write = stream.write.bind(stream);
    jest.spyOn(stream, 'write').mockImplementation((line) => {
      lines.push(line);
      write(line);
    });
    for (const number of ['+48 22 123 45 67', CANARY.number, CANARY.other, 'sip:+48229998877@trunk', 'anonymous'])
      for (const state of ['talking', 'over'] as const) {
        const { interactionId, customerId } = await call(number);
        const reservation = holds(interactionId);
        await http(stage.url, 'GET', `customers/${customerId}`, { token: tokens['tess']! });
        await stage.crossing.call(mintTokens, {
          tenant: 'main',
          place: 'site',
          kind: 'interaction',
          refs: [interactionId],
        });
        await desk('PUT', reservation, 'draft', { text: 'half a thought' });
        await desk('PUT', reservation, 'customer', { name: CANARY.name, language: 'ru' });
        await desk('GET', reservation, 'contact');
        await desk('PUT', reservation, 'draft', { text: 'typed so far' });
        await desk('PUT', reservation, 'customer', { name: `${CANARY.name}\n` });
        await desk('POST', reservation, 'wrap-up', { dispositionId: 'invented', note: CANARY.note });
        if (state === 'over')
          await desk('POST', reservation, 'wrap-up', { dispositionId: 'solved', note: CANARY.note });
      }
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  it('stands nowhere in the database in the open', async () => {
    const tables = ['customer', 'identity', 'contact', 'handling', 'draft', 'vault_token', 'ledger'];
    const dump = (await Promise.all(tables.map((t) => rows(`select * from customers.${t}`)))).flat();
    expect(dump.length).toBeGreaterThan(50);
    const bytes = Buffer.concat(
      dump.flatMap((row) =>
        Object.values(row).map((v) => (Buffer.isBuffer(v) ? v : Buffer.from(JSON.stringify(v) ?? ''))),
      ),
    );
    for (const secret of secrets) expect(bytes.includes(secret)).toBe(false);
  });

  it('stands nowhere in the log', () => {
    const text = lines.join('');
    expect(text).toContain('"part":"access"');
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('is invisible to another tenant, by the service’s own role', async () => {
    const { customerId, interactionId } = await call(CANARY.number);
    expect((await call(CANARY.number, uuidv7(), 'other')).customerId).not.toBe(customerId);
    expect(await stage.telephony.call(customerNumber, { tenant: 'other', customerId })).toEqual({ number: null });
    expect((await http(stage.url, 'DELETE', `customers/${customerId}`, { token: tokens['other']! })).status).toBe(404);
    const client = new pg.Client(stage.engines.databaseUrl('customers'));
    await client.connect();
    try {
      for (const table of ['customer', 'identity', 'contact', 'handling', 'draft', 'vault_token', 'ledger']) {
        expect((await client.query(`select count(*)::int as n from customers.${table}`)).rows[0].n).toBe(0);
        await client.query(`set spillway.tenant = 'other'`);
        expect(
          (await client.query(`select distinct tenant from customers.${table}`)).rows.every(
            (r) => r.tenant === 'other',
          ),
        ).toBe(true);
        await client.query('reset spillway.tenant');
      }
      await client.query(`set spillway.tenant = 'other'`);
      expect(
        (
          await client.query('update customers.contact set direction = $2 where interaction_id = $1', [
            interactionId,
            'outbound',
          ])
        ).rowCount,
      ).toBe(0);
      await expect(
        client.query(`insert into customers.identity values ('main', 'x', $1)`, [customerId]),
      ).rejects.toThrow(/row-level security/);
    } finally {
      await client.end();
    }
  });
});
