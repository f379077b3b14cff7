import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { log } from '#common/log/log.js';
import { counter } from '#common/metrics/metrics.js';
import { type Call, type Leg, legsOf } from './call.js';
import { Journal } from './journal.js';
import { type CallEvent, leadsTo } from './phases.js';

const refused = counter('spillway_telephony_impossible_moves_total', 'Changes of a call that its phase does not allow');

const REMEMBERED = 10_000;

/** The open calls of this process, by interaction and by channel. Holds state and decides nothing. */
@Injectable()
export class Calls {
  private readonly open = new Map<string, Call>();
  private readonly byChannel = new Map<string, { call: Call; leg?: Leg }>();
  /** Numbers as the network gave them: needed while a phone is rung, kept in memory alone. */
  private readonly numbers = new Map<string, string>();
  /** The last ones that ended, oldest first: a late event must not open a call a second time. */
  private readonly ended = new Set<string>();
  private readonly log = log('calls');

  constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  hasEnded(interactionId: string): boolean {
    return this.ended.has(interactionId);
  }
  get(interactionId: string): Call | undefined {
    return this.open.get(interactionId);
  }
  all(): Call[] {
    return [...this.open.values()];
  }
  onNode(node: string): Call[] {
    return this.all().filter((call) => call.node === node);
  }
  /** Whose channel this is: the caller's, or that of `leg`. */
  ofChannel(channel: string): { call: Call; leg?: Leg } | undefined {
    return this.byChannel.get(channel);
  }
  legOf(reservationId: string): { call: Call; leg: Leg } | undefined {
    for (const call of this.open.values()) {
      const leg = call.legs[reservationId];
      if (leg) return { call, leg };
    }
    return undefined;
  }

  numberOf(call: Call): string | undefined {
    return this.numbers.get(call.interactionId);
  }
  rememberNumber(call: Call, number: string): void {
    if (/^\+?[0-9A-Za-z._-]{1,40}$/.test(number)) this.numbers.set(call.interactionId, number);
  }

  add(call: Call): void {
    this.open.set(call.interactionId, call);
    if (call.channel) this.byChannel.set(call.channel, { call });
    for (const leg of legsOf(call)) this.byChannel.set(leg.channel, { call, leg });
    this.save(call);
  }
  setCaller(call: Call, channel: string): void {
    call.channel = channel;
    this.byChannel.set(channel, { call });
    this.save(call);
  }
  addLeg(call: Call, leg: Leg): void {
    call.legs[leg.reservationId] = leg;
    this.byChannel.set(leg.channel, { call, leg });
    this.save(call);
  }
  /** A new channel for the same reservation. The old one's late events find nothing any more. */
  replaceChannel(call: Call, leg: Leg, channel: string): void {
    this.byChannel.delete(leg.channel);
    leg.channel = channel;
    this.byChannel.set(channel, { call, leg });
    this.save(call);
  }
  dropLeg(call: Call, leg: Leg): void {
    delete call.legs[leg.reservationId];
    this.byChannel.delete(leg.channel);
    this.save(call);
  }

  /** The one place where a phase changes; says so in one line: `call=<id> ringing -[answered]-> talk`. */
  move(call: Call, event: CallEvent): boolean {
    const to = leadsTo(call.phase, event);
    if (!to) {
      refused.inc();
      this.log.warn(`call=${call.interactionId} ${call.phase} -[${event}]-> refused`);
      return false;
    }
    this.log.info(`call=${call.interactionId} ${call.phase} -[${event}]-> ${to}`);
    call.phase = to;
    call.phaseSince = this.clock.now();
    if (to === 'ended') this.forget(call);
    else this.save(call);
    return true;
  }
  legMoved(call: Call, leg: Leg, state: Leg['state'], why: string): void {
    this.log.info(`call=${call.interactionId} leg=${leg.reservationId} ${leg.state} -[${why}]-> ${state}`);
    leg.state = state;
    this.save(call);
  }

  save(call: Call): void {
    this.journal.save(call);
  }

  private forget(call: Call): void {
    this.open.delete(call.interactionId);
    this.ended.add(call.interactionId);
    if (this.ended.size > REMEMBERED) this.ended.delete(this.ended.values().next().value ?? '');
    this.numbers.delete(call.interactionId);
    if (call.channel) this.byChannel.delete(call.channel);
    for (const leg of legsOf(call)) this.byChannel.delete(leg.channel);
    this.journal.end(call.interactionId);
  }
}
