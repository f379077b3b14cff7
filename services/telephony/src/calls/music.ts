import { Injectable } from '@nestjs/common';
import { Nodes } from '../nodes/nodes.js';
import { Tenant } from '../tenant/tenant.js';
import { attempt } from './attempt.js';
import type { Call } from './call.js';
import { Speaker } from './speaker.js';

/** What a caller hears while nobody talks to her. */
@Injectable()
export class Music {
  /** Who hears silence, which is sent like a sound: her phone must not take it for a call that is gone. */
  private readonly quiet = new Set<string>();

  constructor(
    private readonly nodes: Nodes,
    private readonly speaker: Speaker,
    private readonly tenant: Tenant,
  ) {}

  on(call: Call): void {
    if (!call.channel) return;
    const { channels } = this.nodes.ari(call);
    if (this.wantsSilence(call)) {
      this.quiet.add(call.interactionId);
      void attempt('silence', call.interactionId, channels.startSilence(call.channel));
    } else void attempt('music', call.interactionId, channels.startMoh(call.channel));
  }
  off(call: Call): void {
    this.speaker.hush(call);
    if (!call.channel) return;
    const { channels } = this.nodes.ari(call);
    if (this.quiet.delete(call.interactionId))
      void attempt('no more silence', call.interactionId, channels.stopSilence(call.channel));
    else void attempt('stop music', call.interactionId, channels.stopMoh(call.channel));
  }
  /** Prompts, then music. The caller must not be in a bridge. */
  after(call: Call, prompts: string | readonly string[]): void {
    this.off(call);
    this.speaker.speak(call, prompts, () => this.on(call));
  }
  forget(call: Call): void {
    this.quiet.delete(call.interactionId);
  }

  /** The choice is the queue's, for those who wait in its line; on hold there is always music. */
  private wantsSilence({ phase, queue, told }: Call): boolean {
    if (phase !== 'queue' && phase !== 'ringing') return false;
    return this.tenant.queue(told?.queueId ?? queue?.queueId ?? '')?.waiting?.sound === 'silence';
  }
}
