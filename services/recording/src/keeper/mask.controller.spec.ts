import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { SiteUser } from '#common/auth/decorators.js';
import type { Bus } from '#common/bus/bus.js';
import type { Segments } from '../segment/segments.js';
import type { Keeper } from './keeper.js';
import { MaskController } from './mask.controller.js';

const anna: SiteUser = { id: randomUUID(), tenant: 'main', roles: ['agent'], session: '' };
const ben: SiteUser = { ...anna, id: randomUUID() };
const talk = { tenant: 'main', agentId: anna.id };

/** @param open the segment that is being recorded; @param held what routing says of the reservation */
function setUp(open: object | undefined, held: object) {
  const masked: string[] = [];
  const bus = { call: async () => held } as unknown as Bus;
  const keeper = {
    mask: async (id: string) => {
      masked.push(id);
      return open !== undefined;
    },
  } as unknown as Keeper;
  const segments = { openOf: () => open } as unknown as Segments;
  return { masked, mask: new MaskController(bus, keeper, segments) };
}

describe('who may mask a talk', () => {
  const hers = { found: true, agentId: anna.id, active: true };
  it.each([
    ['its agent', anna, talk, { found: false }, undefined, 1],
    ['no other agent', ben, talk, hers, 'RECORDING.NOT_YOURS', 0],
    ['its agent while nothing is recorded: for what comes', anna, undefined, hers, undefined, 1],
    ['no other agent then either', ben, undefined, hers, 'RECORDING.NOT_YOURS', 0],
    ['nobody once it is over', anna, undefined, { ...hers, active: false }, 'RECORDING.NOT_YOURS', 0],
    ['nobody one that never was', anna, undefined, { found: false }, 'RECORDING.NOT_YOURS', 0],
  ])('%s', async (_, user, open, held, code, times) => {
    const { masked, mask } = setUp(open, held);
    const done = mask.mask(user, { reservationId: randomUUID(), on: true });
    if (code) await expect(done).rejects.toMatchObject({ code });
    else await expect(done).resolves.toMatchObject({ masked: true });
    expect(masked).toHaveLength(times);
  });
});
