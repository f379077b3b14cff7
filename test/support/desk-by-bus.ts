import { randomUUID } from 'node:crypto';
import type { Bus } from '#common/bus/bus.js';
import * as c from '#common/contracts/routing.js';

/** Desktops as crossing speaks for them, one for each agent. */
export function desksByBus(crossing: () => Bus, tenant: string) {
  const attach = (agentId: string, epoch = 1) => {
    const session = `s${agentId}`;
    return crossing().callUntilDone(c.deskAttach, { tenant, session, agentId, epoch, place: 'site', at: Date.now() });
  };
  const command = (agentId: string, verb: string, also: Record<string, unknown> = {}) =>
    crossing().callUntilDone(c.deskCommandSite, {
      tenant,
      agentId,
      command: {
        id: randomUUID(),
        deadline: Date.now() + 5000,
        session: `s${agentId}`,
        epoch: 9,
        verb: verb as never,
        ...also,
      },
    });
  const be = async (agentId: string, status: string) => {
    await attach(agentId, 9);
    await command(agentId, 'set-status', { status });
  };
  return { attach, command, be };
}
