import type { JetStreamClient } from '@nats-io/jetstream';
import { DiscardPolicy, jetstream, jetstreamManager, RetentionPolicy, StorageType } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

export const STREAM = 'LEDGER';

/** The stream that distributes all services’ ledgers. PostgreSQL stays the ledger: this one may be lost and filled again. */
export async function openStream(nc: NatsConnection): Promise<JetStreamClient> {
  const manager = await jetstreamManager(nc);
  const config = {
    name: STREAM,
    subjects: ['ledger.>'],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.Old,
    max_age: 7 * 86_400 * 1e9,
    duplicate_window: 120 * 1e9,
  };
  await manager.streams.info(STREAM).catch(() => manager.streams.add(config).catch(() => manager.streams.info(STREAM)));
  return jetstream(nc);
}
