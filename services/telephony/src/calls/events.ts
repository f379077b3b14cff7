import { Injectable } from '@nestjs/common';
import { log } from '#common/log/log.js';
import { counter } from '#common/metrics/metrics.js';
import type { EventOf, EventType } from '../ari/index.js';
import { TakeCallback } from '../callback/take-callback.js';
import { FlowRun } from '../flow/run.js';
import { Customer } from '../legs/customer.js';
import { LegDown } from '../legs/leg-down.js';
import { Reports } from '../legs/reports.js';
import { LegUp } from '../legs/up.js';
import type { AsteriskNode } from '../nodes/nodes.js';
import { Arrive } from './arrive.js';
import { type Call, isUp } from './call.js';
import { Calls } from './calls.js';
import { End } from './end.js';
import { Speaker } from './speaker.js';

const events = counter('spillway_telephony_asterisk_events_total', 'Events heard from Asterisk', ['type']);

/** The events listened to below. */
export const CALL_EVENTS: readonly EventType[] = [
  'StasisStart',
  'StasisEnd',
  'ChannelDestroyed',
  'ChannelStateChange',
  'ChannelHangupRequest',
  'ChannelDtmfReceived',
  'ChannelHold',
  'ChannelUnhold',
  'PlaybackFinished',
  'ApplicationReplaced',
];

/** Q.850: normal call clearing. */
const NORMAL = 16;

/** Which event of a node means what to whom. Events may come twice; what they lead to happens once. */
@Injectable()
export class CallEvents {
  /** How a channel was asked to end, kept until it has. */
  private readonly endings = new Map<string, number>();

  private readonly log = log('events');

  constructor(
    private readonly calls: Calls,
    private readonly arrive: Arrive,
    private readonly legUp: LegUp,
    private readonly legDown: LegDown,
    private readonly customer: Customer,
    private readonly flow: FlowRun,
    private readonly speaker: Speaker,
    private readonly end: End,
    private readonly reports: Reports,
    private readonly callback: TakeCallback,
  ) {}

  listen(node: AsteriskNode): void {
    const { ari } = node;
    ari.onEvent((event) => events.inc({ type: event.type }));
    ari.on('StasisStart', (event) => this.started(node, event));
    ari.on('ChannelDtmfReceived', ({ channel, digit }) => this.key(channel.id, digit));
    ari.on('PlaybackFinished', ({ playback }) => this.speaker.finished(playback.id));
    ari.on('ChannelStateChange', ({ channel }) => this.changed(channel.id, channel.state));
    ari.on('ChannelHangupRequest', (event) => this.asked(event));
    ari.on('StasisEnd', ({ channel }) => this.over(channel.id, this.endings.get(channel.id)));
    ari.on('ChannelDestroyed', ({ channel, cause, tech_cause }) => this.over(channel.id, cause, tech_cause));
    ari.on('ChannelHold', ({ channel }) => this.phoneHolds(channel.id, 'held'));
    ari.on('ChannelUnhold', ({ channel }) => this.phoneHolds(channel.id, 'retrieved'));
  }

  private started(node: AsteriskNode, { args, channel }: EventOf<'StasisStart'>): void {
    const [what, detail = ''] = args;
    this.log.debug({ node: node.id, channel: channel.id, args }, 'in the application');
    if (what === 'in') this.arrive.take(node, channel, detail);
    else if (what === 'leg') this.legUp.answered(node.id, channel.id);
    else if (what === 'out') {
      const call = this.calls.ofChannel(channel.id)?.call;
      if (call) this.customer.answered(call);
    }
  }

  /**
   * Several requests may come for one channel. Soft ones are Asterisk's or our own and tell a flag instead of a cause;
   * a BYE of a phone we called comes without any cause, and is the normal one.
   */
  private asked({ channel, cause, tech_cause, soft }: EventOf<'ChannelHangupRequest'>): void {
    this.log.debug({ channel: channel.id, cause, tech_cause, soft }, 'asked to hang up');
    if (soft) return;
    if (!this.endings.has(channel.id)) this.endings.set(channel.id, cause ?? NORMAL);
    const known = this.calls.ofChannel(channel.id);
    // Her prompt ends because she does: she did not hear it to its end, and no step follows from it.
    if (known && !known.leg) this.speaker.forget(known.call);
  }

  private key(channel: string, key: string): void {
    const known = this.calls.ofChannel(channel);
    if (!known || known.leg) return;
    // One key has one meaning: that which leads into the line does not take a callback there.
    if (!this.callback.key(known.call, key)) this.flow.key(known.call, key);
  }

  private changed(channel: string, state: string): void {
    const known = this.calls.ofChannel(channel);
    if (known?.leg?.state !== 'calling' || state !== 'Ringing') return;
    this.calls.legMoved(known.call, known.leg, 'ringing', 'rings');
    this.reports.leg(known.call, known.leg.reservationId, 'ringing');
  }

  private over(channel: string, cause?: number, sip?: number): void {
    this.endings.delete(channel);
    const known = this.calls.ofChannel(channel);
    if (!known) return;
    if (known.leg) this.legDown.gone(known.call, channel, { cause, sip });
    else this.end.end(known.call, isBeingReached(known.call) ? 'not-served' : 'caller-hangup');
  }

  /** A desk phone's own hold key. */
  private phoneHolds(channel: string, outcome: 'held' | 'retrieved'): void {
    const known = this.calls.ofChannel(channel);
    if (known?.leg && isUp(known.leg)) this.reports.leg(known.call, known.leg.reservationId, outcome);
  }
}

/** The agent who called her waits for her to answer. Handed on or in line again, it is she who leaves. */
const isBeingReached = ({ legs, customerUp }: Pick<Call, 'legs' | 'customerUp'>): boolean =>
  !customerUp && Object.values(legs).some((leg) => leg.kind === 'callback' && leg.talks === 0);
