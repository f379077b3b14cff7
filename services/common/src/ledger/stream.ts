import type { JetStreamClient } from '@nats-io/jetstream';
import { DiscardPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { decode } from '../bus/wire.js';
import { readFact } from './inbox.js';

export const STREAM = 'LEDGER';

/** How long the stream keeps a fact; who was away for longer asks owners, ms. */
export const KEPT_MS = 7 * 86_400_000;

export interface Stream {
  readonly js: JetStreamClient;
  /** When it was made, which tells it from another of its name. @throws when there is none */
  made(): Promise<string>;
  /** The id of the last fact that it has of a subject. */
  last(subject: string): Promise<string | undefined>;
}

/** The stream that distributes all services’ ledgers. PostgreSQL stays the ledger: this one may be lost and filled again. */
export async function openStream(nc: NatsConnection): Promise<JetStreamClient> {
  const manager = await jetstreamManager(nc);
  const config = {
    name: STREAM,
    subjects: ['ledger.>'],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_age: KEPT_MS * 1e6,
    duplicate_window: 120 * 1e9,
  };
  await manager.streams.info(STREAM).catch(() => manager.streams.add(config).catch(() => manager.streams.info(STREAM)));
  return jetstream(nc);
}

export async function streamOf(nc: NatsConnection): Promise<Stream> {
  const js = await openStream(nc);
  const { streams } = await jetstreamManager(nc);
  return {
    js,
    made: async () => (await streams.info(STREAM)).created,
    last: async (subject) => {
      const message = await streams.getMessage(STREAM, { last_by_subj: subject });
      return message ? readFact(decode(message.data)).id : undefined;
    },
  };
}
