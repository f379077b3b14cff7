import type { DataOf, RequestOf } from '#common/contracts/contract.js';
import type { DeskCommand } from '#common/contracts/edge.js';
import type * as routing from '#common/contracts/routing.js';
import type * as telephony from '#common/contracts/telephony.js';
import type { AgentStatus } from '#common/contracts/words.js';
import type { RoutingConfig } from './config.js';

type Untenanted<T> = Omit<T, 'tenant'>;
type Body<C> = Untenanted<RequestOf<C>>;

/** Everything that can happen to routing. Each may be told more than once; telling it again changes nothing. */
export type Input =
  | ({ readonly type: 'enqueue' } & Body<typeof routing.enqueue>)
  | ({ readonly type: 'interaction-end' } & Body<typeof routing.interactionEnd>)
  | ({ readonly type: 'report' } & Body<typeof routing.report>)
  | ({ readonly type: 'wrap-up' } & Body<typeof routing.wrapUp>)
  | ({ readonly type: 'transfer' } & Body<typeof routing.transfer>)
  | ({ readonly type: 'desk-attach' } & Body<typeof routing.deskAttach>)
  | ({ readonly type: 'desk-lost' } & Body<typeof routing.deskLost>)
  | { readonly type: 'desk-command'; readonly agentId: string; readonly command: DeskCommand }
  | { readonly type: 'session-ended'; readonly agentId: string; readonly session: string }
  | ({ readonly type: 'phone-changed' } & Untenanted<DataOf<typeof telephony.phoneChanged>>)
  | { readonly type: 'set-status'; readonly agentId: string; readonly status: AgentStatus }
  | {
      readonly type: 'call-again';
      readonly commandId: string;
      readonly deadline: number;
      readonly agentId: string;
      readonly ticketId: string;
    }
  | ({ readonly type: 'take-callback' } & Body<typeof routing.takeCallback>)
  | ({ readonly type: 'request-callback' } & Body<typeof routing.requestCallback>)
  | {
      readonly type: 'move-callback';
      readonly ticketId: string;
      readonly slotAt: number;
      readonly by: 'customer' | 'lead';
    }
  | { readonly type: 'give-up-callback'; readonly ticketId: string; readonly by: 'customer' | 'lead' }
  | { readonly type: 'identified'; readonly interactionId: string; readonly customerId: string }
  | { readonly type: 'config'; readonly config: RoutingConfig }
  /** telephony refused a command that had been committed. */
  | {
      readonly type: 'command-refused';
      readonly subject: string;
      readonly interactionId: string;
      readonly reservationId: string | null;
      readonly code: string;
    }
  /** Asked of Asterisk and found wanting twice. */
  | { readonly type: 'call-missing'; readonly interactionId: string; readonly seenAt: number }
  | { readonly type: 'leg-missing'; readonly reservationId: string; readonly seenAt: number }
  /** Some time limit has passed. */
  | { readonly type: 'tick' };
