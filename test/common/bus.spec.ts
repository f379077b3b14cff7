import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Bus } from '#common/bus/bus.js';
import { BusServer } from '#common/bus/bus-server.js';
import { SITE } from '#common/bus/serves.js';
import { HybridClock } from '#common/clock/hlc.js';
import { request } from '#common/contracts/contract.js';
import { list, op, shape } from '#common/contracts/fields.js';
import { useEngines } from '../engines.js';

const engines = useEngines();
const many = request('directory.many', {
  request: shape({ count: op.int('how many') }),
  reply: shape({ texts: list(op.text('a text', 1000), 5000) }),
});
let server: BusServer;
let bus: Bus;
/** The asker's clock is an hour ahead of the answerer's. */
const ours = new HybridClock('telephony', () => 7_200_000);
const theirs = new HybridClock('directory', () => 3_600_000);

beforeAll(async () => {
  const connection = engines.connect('directory');
  server = new BusServer(connection, SITE, 'directory', theirs);
  const texts = (count: number) => Array.from({ length: count }, () => 'x'.repeat(1000));
  server.addHandler(many.subject, async ({ count }: { count: number }) => ({ texts: texts(count) }), false, {
    contract: many,
  });
  bus = new Bus(engines.connect('telephony'), false, ours);
  await Promise.all([connection, bus.connection].map((c) => new Promise<void>((up) => c.onOpen(() => up()))));
  server.listen(() => undefined);
  await connection.live().flush();
});
afterAll(() => server?.close());

it('an answer that is too large for the bus is told as that, and the next one is given', async () => {
  expect((await bus.call(many, { count: 2 })).texts).toHaveLength(2);
  await expect(bus.call(many, { count: 2000 })).rejects.toMatchObject({ code: 'BUS.ANSWER_NOT_SENT' });
  expect((await bus.call(many, { count: 3 })).texts).toHaveLength(3);
});

it('what is done because of a message sorts after what led to it, whatever the clocks say', async () => {
  const before = ours.tick();
  await bus.call(many, { count: 1 });
  expect(theirs.tick() > before).toBe(true);
});
