import { Injectable } from '@nestjs/common';
import { type Call, isUp, type Leg, legsOf } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Music } from '../calls/music.js';
import { Bridging } from './bridging.js';
import { type Ending, unanswered, wentDown } from './outcome.js';
import { Reports } from './reports.js';
import { Talk } from './talk.js';

/** How long a caller with whom nobody is left may wait for routing to say where she goes, ms. */
const ALONE_MS = 5_000;

/** A leg's channel is gone: tells routing what became of it and sees to those who are left. */
@Injectable()
export class LegDown {
  constructor(
    private readonly calls: Calls,
    private readonly reports: Reports,
    private readonly talk: Talk,
    private readonly bridging: Bridging,
    private readonly music: Music,
    private readonly end: End,
  ) {}

  gone(call: Call, channel: string, ending: Ending): void {
    const leg = this.calls.ofChannel(channel)?.leg;
    if (!leg || leg.channel !== channel) return;
    if (leg.state === 'lost') {
      // A try to rejoin came to nothing; routing tries again for as long as the caller may wait.
      leg.rejoining = false;
      this.calls.save(call);
    } else if (!isUp(leg)) this.notAnswered(call, leg, ending);
    else if (wentDown(ending) === 'lost' && leg.agentId && !callsCustomer(leg)) this.lost(call, leg);
    else this.over(call, leg, true);
  }

  /** Its channel went while nobody listened, so nobody knows how: nobody is blamed, and a talk counts as lost. */
  vanished(call: Call, leg: Leg): void {
    if (this.calls.ofChannel(leg.channel)?.leg !== leg) return;
    if (leg.state !== 'lost' && !isUp(leg)) {
      this.drop(call, leg);
      this.reports.leg(call, leg.reservationId, 'lost');
      this.afterFailure(call, leg);
    } else this.gone(call, leg.channel, {});
  }

  /** The leg of an accepted reservation ends by somebody's will; `tell`: routing does not know yet. */
  over(call: Call, leg: Leg, tell: boolean): void {
    const wasAside = leg.state === 'held' || leg.state === 'asking' || leg.state === 'consult';
    this.talk.end(call, leg);
    this.drop(call, leg);
    if (tell) this.reports.leg(call, leg.reservationId, 'ended');
    const left = legsOf(call);
    // Who is handed on or in line again is somebody's still; of a call out it is the agent's until the customer answers.
    const before = call.direction === 'outbound' && (call.phase === 'arriving' || call.phase === 'ringing');
    const served = call.phase === 'talk' || before;
    const by = leg.agentId === null ? 'transferred-out' : 'agent-hangup';
    if (left.length === 0 && served) this.end.end(call, by);
    else if (!wasAside && call.phase === 'talk' && left.some((other) => other.kind !== 'consult'))
      this.bridging.aside(call);
  }

  /** Its reservation is taken back before it was answered. */
  takenBack(call: Call, leg: Leg): void {
    this.bridging.hangUp(call, leg);
    this.drop(call, leg);
    this.afterFailure(call, leg);
  }

  private notAnswered(call: Call, leg: Leg, ending: Ending): void {
    this.drop(call, leg);
    this.reports.leg(call, leg.reservationId, unanswered(ending), ending.sip ?? ending.cause);
    this.afterFailure(call, leg);
  }

  private afterFailure(call: Call, leg: Leg): void {
    const asker = call.legs[leg.fromReservationId ?? ''];
    if (leg.kind === 'consult' && asker?.state === 'asking') this.bridging.waitsNoMore(call, asker);
    const onLine = leg.kind === 'offer' || (leg.kind === 'callback' && call.customerUp === true);
    if (onLine && call.phase === 'ringing' && legsOf(call).length === 0) this.calls.move(call, 'rang-out');
    if (leg.kind === 'callback' && !onLine) this.end.end(call, 'not-served');
    else this.watchAlone(call);
  }

  private lost(call: Call, leg: Leg): void {
    const hadCaller = leg.state === 'talk';
    this.talk.end(call, leg);
    this.calls.legMoved(call, leg, 'lost', 'vanished');
    leg.rejoining = false;
    this.reports.leg(call, leg.reservationId, 'lost');
    if (!hadCaller) return;
    this.bridging.aside(call);
    call.waiting = 'agent-lost';
    this.music.after(call, 'agent-lost');
    this.calls.save(call);
  }

  private drop(call: Call, leg: Leg): void {
    if (leg.kind === 'consult') this.bridging.consultOver(call, leg);
    this.calls.dropLeg(call, leg);
  }

  private watchAlone(call: Call): void {
    const alone = () => legsOf(call).length === 0 && (call.phase === 'talk' || call.phase === 'transfer');
    if (!alone()) return;
    if (call.phase === 'talk') return this.end.end(call, 'agent-hangup');
    setTimeout(() => alone() && this.end.end(call, 'not-served'), ALONE_MS).unref();
  }
}

/** The customer's phone still rings: there is no talk that could be taken up again. */
const callsCustomer = (leg: Leg): boolean => leg.kind === 'callback' && leg.state === 'asking';
