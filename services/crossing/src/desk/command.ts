import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import type { DeskAnswer, DeskCommand } from '#common/contracts/edge.js';
import { deskCommandSite } from '#common/contracts/routing.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { codeOf, edgeRefusal, safeCode } from '../edge/refusal.js';
import { projectCommand } from '../project/inward.js';
import { AttachedDesktops } from '../sessions/attached.js';
import { DirectoryCache } from '../sessions/directory.cache.js';

/** Carries a page’s command to routing. Repeats come with the same id and are answered, not done again, by its writer. */
@Injectable()
export class Command {
  private readonly log = log('command');

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly attached: AttachedDesktops,
    private readonly directory: DirectoryCache,
  ) {}

  async run(command: DeskCommand): Promise<DeskAnswer> {
    try {
      const { tenant, agentId } = await this.ownerOf(command);
      if (command.deadline <= this.clock.now()) throw edgeRefusal('EDGE.LATE', 'The command came after its deadline.');
      const { ok, code } = await this.bus.call(deskCommandSite, { tenant, agentId, command: projectCommand(command) });
      return { id: command.id, ok, ...(ok ? {} : { code: safeCode(code) }) };
    } catch (error) {
      this.log.info(
        { session: command.session, command: command.id, verb: command.verb, ...describeError(error) },
        'command not done',
      );
      return { id: command.id, ok: false, code: codeOf(error) };
    }
  }

  /** A crossing that has just taken over knows no attachments yet; directory knows whose the session is. */
  private async ownerOf(c: DeskCommand): Promise<{ tenant: string; agentId: string }> {
    const desktop = this.attached.get(c.session);
    if (!desktop) return this.directory.ownerOf(c.session, c.epoch);
    if (desktop.epoch !== c.epoch) throw edgeRefusal('ROUTING.STALE_EPOCH', 'Another attachment stands.');
    return desktop;
  }
}
