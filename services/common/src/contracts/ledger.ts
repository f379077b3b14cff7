import { z } from 'zod';
import type { DataOf, LedgerContract } from './contract.js';
import { customerFacts } from './customers.js';
import { directoryFacts } from './directory.js';
import { recordingFacts } from './recording.js';
import { routingFacts } from './routing.js';
import { telephonyFacts } from './telephony.js';

const all = [telephonyFacts, routingFacts, recordingFacts, customerFacts, directoryFacts].flatMap(
  (facts) => Object.values(facts) as LedgerContract[],
);
/** Every fact there is, by its type. */
export const FACTS: ReadonlyMap<string, LedgerContract> = new Map(all.map((f) => [f.type, f]));

/**
 * A fact on its way. `seq` counts the facts of one aggregate from 1 without gaps; `hlc` orders facts across services
 * (hybrid logical clock: milliseconds, counter, service; compares as text); `cause` is the fact that led to this one.
 */
export const envelope = z.strictObject({
  id: z.guid(),
  tenant: z.string(),
  type: z.string(),
  version: z.int(),
  owner: z.string(),
  aggregate: z.string(),
  seq: z.int().positive(),
  hlc: z.string(),
  at: z.int(),
  cause: z.guid().nullable(),
  interactionId: z.guid().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type Envelope = z.infer<typeof envelope>;
export type Fact<C extends LedgerContract> = Omit<Envelope, 'data'> & { data: DataOf<C> };

/** Narrows an envelope to one kind of fact; the data was checked when it was taken in. */
export const isFact = <C extends LedgerContract>(contract: C, e: Envelope): e is Fact<C> & Envelope =>
  e.type === contract.type;
