import { Injectable } from '@nestjs/common';
import type { Envelope } from '#common/contracts/ledger.js';
import { routingFacts } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import type { Tx } from '#common/db/database.js';
import { OnFacts } from '#common/ledger/on-fact.js';
import { notes } from '../metrics.js';
import { knownFrom } from './known.js';
import { keepDrafts, touchContacts, touchHandlings } from './timeline.store.js';

/** Folds the ledger into one timeline a customer. Facts of two services arrive in any order: each sets what it knows and nothing else. */
@Injectable()
export class TimelineEvents {
  @OnFacts(
    telephonyFacts.started,
    telephonyFacts.identified,
    telephonyFacts.ended,
    routingFacts.queueEntered,
    routingFacts.queueLeft,
    routingFacts.reservationAccepted,
    routingFacts.reservationCompleted,
  )
  async take(facts: Envelope[], tx: Tx): Promise<void> {
    const { contacts, handlings } = knownFrom(facts);
    const tenant = facts[0]!.tenant;
    await touchContacts(tx, tenant, contacts);
    await touchHandlings(tx, tenant, handlings);
    const over = facts.filter((e) => e.type === routingFacts.reservationCompleted.type);
    const kept = await keepDrafts(
      tx,
      over.map((e) => e.data['reservationId'] as string),
    );
    notes.inc({ outcome: 'from-draft' }, kept);
  }
}
