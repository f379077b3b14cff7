import type { LedgerContract } from '../contracts/contract.js';

const KEY = Symbol('spillway:facts');

/** A provider's method, the contracts whose facts it takes, and whether it takes them one by one or together. */
export interface FactHandler {
  readonly method: string | symbol;
  readonly types: readonly string[];
  readonly together: boolean;
}

const marks =
  (together: boolean) =>
  (...contracts: LedgerContract[]): MethodDecorator =>
  (target, method) => {
    const handler: FactHandler = { method, types: contracts.map((c) => c.type), together };
    Reflect.defineMetadata(KEY, [...of(target), handler], target);
  };

const of = (target: object): FactHandler[] => (Reflect.getMetadata(KEY, target) as FactHandler[] | undefined) ?? [];

/** Marks a provider’s method as the one that takes facts of this kind: `@OnFact(c) async take(e: Fact<typeof c>, tx: Tx)`. */
export const OnFact = marks(false);

/**
 * The same for those that came together: `@OnFacts(a, b) async take(es: Envelope[], tx: Tx)`, in the order of their aggregates,
 * in one transaction. A statement for all of them costs about what one for each does.
 */
export const OnFacts = marks(true);

export const factHandlers = (instance: object): FactHandler[] => of(Object.getPrototypeOf(instance) as object);
