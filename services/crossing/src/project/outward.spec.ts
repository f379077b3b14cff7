import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deskDelta, deskSnapshot } from '#common/contracts/edge.js';
import { projectCommand } from './inward.js';
import { projectChange, projectSnapshot, refsOf, type SiteAttach, type SiteChange } from './outward.js';

/** What must not pass: one marker for each class, in places where a site could come to put it. */
const CANARIES = {
  customerName: 'CANARY-Anna-Kowalska',
  number: 'CANARY-+48600100200',
  note: 'CANARY-note-oncology',
  card: 'CANARY-4111111111111111',
  recording: 'CANARY-recording-key',
};
const AGENT_ID = randomUUID();
const INTERACTION = randomUUID();
const QUEUE = 'oncology';

const agent = {
  status: 'available',
  reason: 'chosen',
  statusAfterTalk: null,
  workState: 'reserved',
  since: 1,
} as const;
const reservation = {
  reservation: randomUUID(),
  interaction: INTERACTION,
  queue: QUEUE,
  medium: 'voice',
  direction: 'inbound',
  kind: 'offer',
  state: 'pending',
  talk: 'none',
  offeredAt: 1,
  expiresAt: 2,
  answeredAt: null,
  endedAt: null,
  wrapUntil: null,
  consultOf: null,
} as const;
const queue = { queue: QUEUE, waiting: 1, longestSince: 1, available: 0 };
const tokens = new Map([
  [`interaction/${INTERACTION}`, 't-interaction'],
  [`queue/${QUEUE}`, 't-queue'],
]);
const tokenOf = (kind: string, ref: string): string => {
  const token = tokens.get(`${kind}/${ref}`);
  if (!token) throw new Error('no token');
  return token;
};
const of = { session: 't-session', epoch: 1, at: 3 };
const site = {
  ok: true,
  n: 5,
  agent: { ...agent, ...CANARIES },
  reservations: [{ ...reservation, ...CANARIES }],
  queues: [{ ...queue, ...CANARIES }],
  ...CANARIES,
} as unknown as SiteAttach & { agent: NonNullable<SiteAttach['agent']> };
const change = {
  tenant: 'CANARY-tenant',
  session: 't-session',
  agentId: AGENT_ID,
  epoch: 1,
  n: 6,
  agent: { ...agent, ...CANARIES },
  reservation: { ...reservation, ...CANARIES },
  queues: [{ ...queue, ...CANARIES }],
  ...CANARIES,
} as unknown as SiteChange;

describe('what goes out', () => {
  it.each([
    ['a snapshot', () => projectSnapshot(site, of, tokenOf), deskSnapshot],
    ['a change', () => projectChange(change, tokenOf), deskDelta],
  ])('%s holds nothing but the fields of its contract, and tokens for ids', (_, project, contract) => {
    const text = JSON.stringify(project());
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain(AGENT_ID);
    expect(text).not.toContain(INTERACTION);
    expect(text).not.toContain(QUEUE);
    expect(text).toContain('t-interaction');
    expect(contract.safeParse(project()).success).toBe(true);
  });

  it('is refused by the contract when somebody strips instead of building anew', () => {
    const { tenant: _, agentId: __, ...stripped } = change;
    expect(deskDelta.safeParse(stripped).success).toBe(false);
  });

  it('does not go out at all when a token is missing: the id never stands in for it', () => {
    expect(() =>
      projectChange({ ...change, reservation: { ...reservation, interaction: randomUUID() } }, tokenOf),
    ).toThrow('no token');
  });

  it('knows beforehand which tokens it will need, once each', () => {
    expect(refsOf({ reservations: [reservation, reservation], queues: [queue] })).toEqual({
      interaction: [INTERACTION],
      queue: [QUEUE],
    });
    expect(refsOf({ reservation: { ...reservation, queue: null } })).toEqual({ interaction: [INTERACTION], queue: [] });
    expect(refsOf({})).toEqual({ interaction: [], queue: [] });
  });
});

it('a command comes in as a new object, too', () => {
  const command = {
    id: randomUUID(),
    deadline: 1,
    session: 's',
    epoch: 1,
    verb: 'reject',
    reservation: randomUUID(),
  } as const;
  expect(projectCommand({ ...command, note: 'CANARY' } as unknown as typeof command)).toEqual(command);
});
