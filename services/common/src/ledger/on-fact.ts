import type { LedgerContract } from '../contracts/contract.js';

const KEY = Symbol('spillway:facts');

/** Marks a provider’s method as the one that takes facts of this kind: `@OnFact(c) async take(e: Fact<typeof c>, tx: Tx)`. */
export const OnFact =
  (...contracts: LedgerContract[]): MethodDecorator =>
  (target, method) => {
    const known = (Reflect.getMetadata(KEY, target) as [LedgerContract, string | symbol][] | undefined) ?? [];
    Reflect.defineMetadata(KEY, [...known, ...contracts.map((c) => [c, method] as const)], target);
  };

export const factHandlers = (instance: object): [LedgerContract, string | symbol][] =>
  (Reflect.getMetadata(KEY, Object.getPrototypeOf(instance) as object) as
    | [LedgerContract, string | symbol][]
    | undefined) ?? [];
