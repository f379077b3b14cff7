import type { DeskCommand } from '#common/contracts/edge.js';

/** A page’s command as it goes on to routing: a new object, field by field, as outward. */
export const projectCommand = (c: DeskCommand): DeskCommand => ({
  id: c.id,
  deadline: c.deadline,
  session: c.session,
  epoch: c.epoch,
  verb: c.verb,
  ...(c.reservation ? { reservation: c.reservation } : {}),
  ...(c.status ? { status: c.status } : {}),
});
