import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import type { RequestOf } from '#common/contracts/contract.js';
import { type callOut, telephonyFacts } from '#common/contracts/telephony.js';
import type { Call, Leg } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Phones } from '../endpoints/phones.js';
import { Facts } from '../facts/facts.js';
import { Nodes } from '../nodes/nodes.js';
import { Customer, customerChannelOf } from './customer.js';
import { type Done, no, ok } from './done.js';
import { newLeg } from './leg.js';
import { LegDown } from './leg-down.js';
import { Reachable } from './reachable.js';
import { Ring } from './ring.js';

const RING_MS = 20_000;

/** An agent calls a customer: her own phone rings first, or the customer's while she is kept for her. */
@Injectable()
export class CallOut {
  constructor(
    private readonly calls: Calls,
    private readonly nodes: Nodes,
    private readonly phones: Phones,
    private readonly reachable: Reachable,
    private readonly ring: Ring,
    private readonly down: LegDown,
    private readonly customer: Customer,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  async make(request: RequestOf<typeof callOut>): Promise<Done> {
    if (this.calls.get(request.interactionId)) return ok;
    if (request.expiresAt <= this.clock.now()) return no('TOO_LATE');
    const node = this.nodeFor(request.agentId);
    if (!node) return no('NODE_AWAY');
    const call = this.begin(request, node);
    const leg = newLeg({ ...request, kind: 'callback' }, this.clock.now());
    if (request.first === 'customer') return this.customerFirst(call, leg, request.ringMs ?? RING_MS);
    this.calls.addLeg(call, leg);
    this.calls.move(call, 'offered');
    const target = await this.reachable.agent(request.agentId, node, leg.reservationId);
    if (target === 'unasked') this.down.vanished(call, leg);
    else if (!target) this.down.gone(call, leg.channel, { cause: 20 });
    else void this.ring.start(call, leg, target, request.expiresAt);
    return ok;
  }

  private customerFirst(call: Call, leg: Leg, ringMs: number): Done {
    leg.state = 'due';
    leg.ringMs = ringMs;
    this.calls.addLeg(call, leg);
    this.calls.move(call, 'offered');
    this.customer.first(call);
    return ok;
  }

  private nodeFor(agentId: string): string | undefined {
    const up = this.nodes.all().filter((node) => node.up);
    return (up.find((node) => this.phones.reachableOn(agentId, node.id)) ?? up[0])?.id;
  }

  private begin(request: RequestOf<typeof callOut>, node: string): Call {
    const { interactionId, tenant, customerId, queueId } = request;
    const at = this.clock.now();
    const call: Call = {
      interactionId,
      tenant,
      node,
      nodeBoot: this.nodes.get(node).bootedAt,
      direction: 'outbound',
      entry: 'callback',
      startedAt: at,
      channel: null,
      phase: 'arriving',
      phaseSince: at,
      answered: true,
      language: request.language ?? 'en',
      customerId,
      flow: null,
      steps: 0,
      queue: queueId ? { queueId, priority: 0 } : null,
      noticePrompt: null,
      noticeAt: null,
      waiting: null,
      legs: {},
    };
    this.calls.add(call);
    const channel = customerChannelOf(interactionId);
    const started = {
      medium: 'voice',
      direction: 'outbound',
      node,
      channel,
      entry: 'callback',
      witness: 'ari',
    } as const;
    this.facts.add(telephonyFacts.started, tenant, { interactionId, at, ...started });
    this.facts.add(telephonyFacts.identified, tenant, { interactionId, at, customerId, known: true });
    return call;
  }
}
