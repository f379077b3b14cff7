import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import { Clock } from '#common/clock/clock.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import { snapshot } from '#common/contracts/telephony.js';
import { type Call, isUp, legsOf } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Phones } from '../endpoints/phones.js';
import { Nodes } from '../nodes/nodes.js';

type State = ReplyOf<typeof snapshot>;

/** What is true now of a tenant's calls, for routing to heal by. A node not connected is not up, and its calls are neither there nor gone. */
@Controller()
export class SnapshotController {
  constructor(
    private readonly calls: Calls,
    private readonly nodes: Nodes,
    private readonly phones: Phones,
    private readonly clock: Clock,
  ) {}

  @Serves(snapshot)
  take({ tenant }: RequestOf<typeof snapshot>): State {
    return {
      at: this.clock.now(),
      nodes: this.nodes.states(),
      calls: this.calls
        .all()
        .filter((call) => call.tenant === tenant)
        .map(stateOf),
      phones: this.phones.all(),
    };
  }
}

const stateOf = (call: Call): State['calls'][number] => ({
  interactionId: call.interactionId,
  node: call.node,
  phase: call.phase,
  startedAt: call.startedAt,
  callerUp: call.channel !== null,
  legs: legsOf(call)
    .filter((leg) => leg.state !== 'lost')
    .slice(0, 20)
    .map((leg) => ({ reservationId: leg.reservationId, state: isUp(leg) ? ('up' as const) : ('ringing' as const) })),
});
