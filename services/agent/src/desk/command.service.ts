import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { type DeskAnswer, type DeskCommand, edgeCommand } from '#common/contracts/edge.js';
import { EDGE_BUS } from '#common/tokens.js';
import { commandSeconds } from '../metrics.js';
import { isPassing } from './codes.js';
import type { Desk } from './desk.js';

/** Commands of one page that may be under way at once; a person has two hands. */
const IN_FLIGHT = 16;
/** However late a page’s deadline: a command is not carried longer than this, ms. */
const LONGEST = 30_000;

/** Carries a page’s command to the site, again and again until it is answered by id or its deadline has passed. */
@Injectable()
export class CommandService {
  constructor(
    @Inject(EDGE_BUS) private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** @returns undefined when the same command is under way already: its answer will serve both */
  async run(desk: Desk, command: DeskCommand): Promise<DeskAnswer | undefined> {
    const refuse = (code: string): DeskAnswer => ({ id: command.id, ok: false, code });
    if (command.session !== desk.session) return refuse('EDGE.NOT_YOURS');
    if (command.epoch !== desk.epoch) return refuse('ROUTING.STALE_EPOCH');
    if (desk.inFlight.has(command.id)) return undefined;
    if (desk.inFlight.size >= IN_FLIGHT) return refuse('EDGE.TOO_MANY');
    desk.inFlight.add(command.id);
    const stop = commandSeconds.startTimer();
    try {
      return (await this.carry(command)) ?? refuse('EDGE.NO_ANSWER');
    } finally {
      stop();
      desk.inFlight.delete(command.id);
    }
  }

  /** @returns undefined when nobody answered in time: whether it was done is not known, and a repeat by id tells */
  private async carry(command: DeskCommand): Promise<DeskAnswer | undefined> {
    const until = Math.min(command.deadline, this.clock.now() + LONGEST);
    for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
      const answer = await this.bus.call(edgeCommand, command, { timeoutMs: 2000 }).catch(() => undefined);
      if (answer && answer.id === command.id && !isPassing(answer.code)) return answer;
      if (this.clock.now() + wait >= until) return undefined;
      await delay(wait);
    }
  }
}
