import type { z } from 'zod';
import type { Classed, EdgeField } from './fields.js';

/** A question with an answer on the SITE bus. The subject is also the name in logs and metrics. */
export interface RequestContract<I extends Classed = Classed, O extends Classed = Classed> {
  readonly subject: string;
  readonly request: I;
  readonly reply: O;
}
/** A message without an answer on the SITE bus, delivered at most once. `subject` may end in `.*` tokens filled by `publish`. */
export interface NoticeContract<D extends Classed = Classed> {
  readonly subject: string;
  readonly data: D;
}
/** A fact of the ledger: durable, replayable, and free of names, numbers and texts. */
export interface LedgerContract<T extends string = string, D extends EdgeField = EdgeField> {
  readonly type: T;
  readonly version: number;
  /** The service whose schema holds the fact. */
  readonly owner: string;
  readonly data: D;
}

export const request = <I extends Classed, O extends Classed>(subject: string, shapes: { request: I; reply: O }) =>
  ({ subject, ...shapes }) as RequestContract<I, O>;
export const notice = <D extends Classed>(subject: string, data: D): NoticeContract<D> => ({ subject, data });
export const fact = <T extends string, D extends EdgeField>(
  owner: string,
  type: T,
  version: number,
  data: D,
): LedgerContract<T, D> => ({
  owner,
  type,
  version,
  data,
});

export type RequestOf<C> = C extends RequestContract<infer I, Classed> ? z.infer<I> : never;
export type ReplyOf<C> = C extends RequestContract<Classed, infer O> ? z.infer<O> : never;
export type DataOf<C> = C extends { data: infer D extends z.ZodType } ? z.infer<D> : never;
