import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { log } from '#common/log/log.js';
import { AriRefused, gone } from '../ari/index.js';
import type { Call, Leg } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Nodes } from '../nodes/nodes.js';
import { Bridging } from './bridging.js';
import { LegDown } from './leg-down.js';

export interface Target {
  /** As Asterisk dials it, such as `PJSIP/agent-…`. */
  readonly endpoint: string;
  readonly variables: Record<string, string>;
}

/** Asterisk's own limit is a backstop for a time when this process is not there. */
const BACKSTOP_S = 5;

/** Sends the INVITE of a leg and sees to it that it does not ring longer than it may. */
@Injectable()
export class Ring {
  private readonly limits = new Map<string, NodeJS.Timeout>();
  private readonly log = log('ring');

  constructor(
    private readonly nodes: Nodes,
    private readonly calls: Calls,
    private readonly bridging: Bridging,
    private readonly down: LegDown,
    private readonly clock: Clock,
  ) {}

  async start(call: Call, leg: Leg, target: Target, expiresAt: number): Promise<void> {
    const { channel } = leg;
    const left = expiresAt - this.clock.now();
    this.limits.set(
      channel,
      setTimeout(() => this.tooLong(call, leg, channel), left),
    );
    const { channels } = this.nodes.ari(call);
    try {
      await channels.originateWithId(channel, {
        endpoint: target.endpoint,
        app: this.nodes.app,
        appArgs: `leg,${leg.reservationId}`,
        timeout: Math.ceil(left / 1000) + BACKSTOP_S,
        variables: target.variables,
        ...(call.channel ? { originator: call.channel } : {}),
        ...this.callerId(call),
      });
      // The end may have come between our asking and Asterisk's making the channel.
      if (this.calls.ofChannel(channel)?.call !== call) await gone(channels.hangup(channel));
    } catch (error) {
      this.log.info(
        { interactionId: call.interactionId, error: (error as Error).message },
        'a phone could not be called',
      );
      if (error instanceof AriRefused) this.down.gone(call, channel, {});
    }
  }

  /** Answered or over: the limit no longer counts. */
  stop(channel: string): void {
    clearTimeout(this.limits.get(channel));
    this.limits.delete(channel);
  }

  private tooLong(call: Call, leg: Leg, channel: string): void {
    this.limits.delete(channel);
    const known = this.calls.ofChannel(channel);
    if (known?.call !== call || (leg.state !== 'calling' && leg.state !== 'ringing' && !leg.rejoining)) return;
    this.bridging.hangUp(call, leg);
    this.down.gone(call, channel, { cause: 19 });
  }

  private callerId(call: Call): { callerId?: string } {
    const number = this.calls.numberOf(call);
    return number ? { callerId: `<${number}>` } : {};
  }
}
