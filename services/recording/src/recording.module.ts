import { Module } from '@nestjs/common';
import { CompletenessController } from './completeness/completeness.controller.js';
import { CompletenessService } from './completeness/completeness.service.js';
import { TurnOverCel } from './completeness/turn-over.js';
import { KeeperEvents } from './keeper/keeper.events.js';
import { Keeper } from './keeper/keeper.js';
import { MaskController } from './keeper/mask.controller.js';
import { Nodes } from './keeper/nodes.js';
import { Policies } from './keeper/policies.js';
import { Reconcile } from './keeper/reconcile.js';
import { RecordingsController } from './replay/recordings.controller.js';
import { Replay } from './replay/replay.service.js';
import { Retention } from './retention/retention.js';
import { Journal } from './segment/journal.js';
import { Segments } from './segment/segments.js';
import { Space } from './space/space.js';
import { SpaceNotifier } from './space/space.notifier.js';
import { Finisher } from './store/finisher.js';
import { PlainSweep } from './store/plain.sweep.js';
import { Sealer } from './store/sealer.js';
import { Teller } from './store/teller.js';
import { Absence } from './talks/absence.js';
import { TalksEvents } from './talks/talks.events.js';

@Module({
  // The fixed path first: `:id` would take `completeness` for an id.
  controllers: [CompletenessController, MaskController, RecordingsController, KeeperEvents],
  providers: [
    Journal,
    Segments,
    Nodes,
    Policies,
    Space,
    SpaceNotifier,
    Keeper,
    Reconcile,
    Sealer,
    Teller,
    Finisher,
    TalksEvents,
    Absence,
    PlainSweep,
    Replay,
    CompletenessService,
    TurnOverCel,
    Retention,
  ],
})
export class RecordingModule {}
