import type { DataOf, LedgerContract, RequestContract, RequestOf } from '#common/contracts/contract.js';

/** A fact to be written with the change that it tells of. */
export interface FactDraft {
  readonly contract: LedgerContract;
  /** The reservation, interaction or agent that it is about. */
  readonly about: string;
  readonly interactionId: string | null;
  readonly at: number;
  readonly data: Record<string, unknown>;
}
/** Something telephony shall do, sent only after the change is durable; in order for one interaction. */
export interface Command {
  readonly contract: RequestContract;
  readonly interactionId: string;
  readonly reservationId: string | null;
  /** The request without `tenant` and `fence`, which the sender knows. */
  readonly body: Record<string, unknown>;
  readonly giveUpAt: number;
}
type Body<C> = Omit<RequestOf<C>, 'tenant' | 'fence'>;

/** How long a command that has no limit of its own is repeated, ms; after that healing takes over. */
const PATIENCE_MS = 20_000;

/** What one batch of inputs leads to. `now` is the batch's clock, `newId` makes random ids. */
export class Turn {
  readonly facts: FactDraft[] = [];
  readonly commands: Command[] = [];
  /** Time limits are looked at in this batch. */
  ticked = false;
  /** Who was looked at in this batch and found nobody. */
  readonly looked = new Set<string>();
  constructor(
    readonly now: number,
    readonly newId: () => string,
  ) {}

  tell<C extends LedgerContract>(contract: C, data: DataOf<C>): void {
    const d = data as { reservationId?: string | null; interactionId?: string; agentId?: string; at: number };
    this.facts.push({
      contract,
      about: (contract.type.startsWith('reservation.') ? d.reservationId : (d.interactionId ?? d.agentId))!,
      interactionId: d.interactionId ?? null,
      at: d.at,
      data: d as Record<string, unknown>,
    });
  }
  ask<C extends RequestContract>(
    contract: C,
    body: Body<C> & { interactionId: string; reservationId?: string },
    giveUpAt?: number,
  ) {
    this.commands.push({
      contract,
      interactionId: body.interactionId,
      reservationId: body.reservationId ?? null,
      body,
      giveUpAt: giveUpAt ?? this.now + PATIENCE_MS,
    });
  }
  mark = () => ({ facts: this.facts.length, commands: this.commands.length });
  rollback(mark: { facts: number; commands: number }): void {
    this.facts.length = mark.facts;
    this.commands.length = mark.commands;
  }
}
