import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import { enqueue } from '#common/contracts/routing.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import type { Config } from '../config.js';
import { Nodes } from '../nodes/nodes.js';
import { answer } from './answer.js';
import type { Call } from './call.js';
import { Calls } from './calls.js';
import { Music } from './music.js';

/** Puts a caller in line: routing is asked first, and she hears music meanwhile. */
@Injectable()
export class Enqueue {
  private readonly asking = new Map<string, AbortController>();
  private refused: (call: Call) => void = () => {};
  private readonly log = log('enqueue');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly bus: Bus,
    private readonly calls: Calls,
    private readonly nodes: Nodes,
    private readonly music: Music,
  ) {}

  /** What becomes of a caller whom routing will never take. */
  onRefused(listener: (call: Call) => void): void {
    this.refused = listener;
  }

  put(call: Call, queueId: string, priority: number): void {
    call.queue = { queueId, priority };
    void this.ask(call);
    this.calls.move(call, 'queued');
    call.waiting = 'line';
    answer(this.nodes, call);
    this.music.on(call);
    this.calls.save(call);
  }

  /** Asks again for somebody who is in line already; a repeat changes nothing for routing. */
  async ask(call: Call): Promise<void> {
    if (!call.queue) return;
    this.stop(call);
    const stopping = new AbortController();
    this.asking.set(call.interactionId, stopping);
    const late = setTimeout(() => this.tellDelay(call), this.config.delayMs);
    const { tenant, interactionId, node, direction, language, customerId } = call;
    const { queueId, priority } = call.queue;
    const body = {
      tenant,
      interactionId,
      queueId,
      priority,
      medium: 'voice' as const,
      direction,
      node,
      language,
      arrivedAt: call.startedAt,
    };
    try {
      const place = await withInteraction(interactionId, () =>
        this.bus.callUntilDone(
          enqueue,
          { ...body, ...(customerId ? { customerId } : {}) },
          { signal: stopping.signal, timeoutMs: 1000 },
        ),
      );
      this.log.info(`call=${interactionId} in line for ${queueId}, position ${place.position}`);
    } catch (error) {
      if (stopping.signal.aborted) return;
      this.log.error({ interactionId, ...describeError(error) }, 'routing refused a caller');
      if (call.phase === 'queue') this.refused(call);
    } finally {
      clearTimeout(late);
      if (this.asking.get(interactionId) === stopping) this.asking.delete(interactionId);
    }
  }

  /** She no longer waits: an unanswered request is not repeated. */
  stop(call: Call): void {
    this.asking.get(call.interactionId)?.abort();
    this.asking.delete(call.interactionId);
  }

  private tellDelay(call: Call): void {
    this.log.warn({ interactionId: call.interactionId }, 'routing does not answer; the caller is told of a delay');
    if (call.phase === 'queue') this.music.after(call, 'technical-delay');
  }
}
