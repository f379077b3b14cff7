import { join } from 'node:path';
import { Module, type Provider } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Admission } from './admission/admission.js';
import { RecordingRoom } from './admission/recording-room.js';
import { CallbackOffer } from './callback/callback-offer.js';
import { CallbackRequest } from './callback/callback-request.js';
import { CallbacksController } from './callback/callbacks.controller.js';
import { TakeCallback } from './callback/take-callback.js';
import { Arrive } from './calls/arrive.js';
import { Calls } from './calls/calls.js';
import { End } from './calls/end.js';
import { Enqueue } from './calls/enqueue.js';
import { CallEvents } from './calls/events.js';
import { Identify } from './calls/identify.js';
import { JOURNAL_FILE, Journal } from './calls/journal.js';
import { LineAgain } from './calls/line-again.js';
import { Music } from './calls/music.js';
import { Speaker } from './calls/speaker.js';
import type { Config } from './config.js';
import { CallUsController } from './endpoints/call-us.controller.js';
import { Phones } from './endpoints/phones.js';
import { PhoneSessions } from './endpoints/sessions.js';
import { Visitors } from './endpoints/visitors.js';
import { VoiceController } from './endpoints/voice.controller.js';
import { WatchPhones } from './endpoints/watch-phones.js';
import { Drain } from './facts/drain.js';
import { Facts } from './facts/facts.js';
import { Spool } from './facts/spool.js';
import { FlowRun } from './flow/run.js';
import { Bridging } from './legs/bridging.js';
import { CallOut } from './legs/call-out.js';
import { ConsultCancel } from './legs/consult-cancel.js';
import { ConsultComplete } from './legs/consult-complete.js';
import { Customer } from './legs/customer.js';
import { Deserted } from './legs/deserted.js';
import { Dial } from './legs/dial.js';
import { Fence } from './legs/fence.js';
import { Hold } from './legs/hold.js';
import { LegDown } from './legs/leg-down.js';
import { LegsController } from './legs/legs.controller.js';
import { MakeRoom } from './legs/make-room.js';
import { Offer } from './legs/offer.js';
import { Outside } from './legs/outside.js';
import { Reachable } from './legs/reachable.js';
import { Rejoin } from './legs/rejoin.js';
import { Release } from './legs/release.js';
import { Reports } from './legs/reports.js';
import { Requeue } from './legs/requeue.js';
import { Rescind } from './legs/rescind.js';
import { Retrieve } from './legs/retrieve.js';
import { Ring } from './legs/ring.js';
import { SnapshotController } from './legs/snapshot.controller.js';
import { Talk } from './legs/talk.js';
import { LegUp } from './legs/up.js';
import { TelephonyMetrics } from './metrics.js';
import { HealNode } from './nodes/heal.js';
import { Nodes } from './nodes/nodes.js';
import { Resume } from './nodes/resume.js';
import { WatchNodes } from './nodes/watch.js';
import { PromptsController } from './prompts/prompts.controller.js';
import { Prompts } from './prompts/prompts.js';
import { Tenant } from './tenant/tenant.js';
import { Announcer } from './waiting/announcer.js';
import { SendAway } from './waiting/send-away.js';
import { Treat } from './waiting/treat.js';
import { Witness } from './witness/witness.js';

const files: Provider[] = [
  { provide: JOURNAL_FILE, useFactory: (config: Config) => join(config.dir, 'calls.jsonl'), inject: [CONFIG] },
  { provide: Spool, useFactory: (config: Config) => new Spool(join(config.dir, 'facts.jsonl')), inject: [CONFIG] },
];
const verbs = [
  Admission,
  Announcer,
  Arrive,
  Bridging,
  CallbackOffer,
  CallbackRequest,
  CallOut,
  ConsultCancel,
  ConsultComplete,
  Customer,
  Deserted,
  Dial,
  End,
  Enqueue,
  FlowRun,
  HealNode,
  Hold,
  Identify,
  LegDown,
  LegUp,
  MakeRoom,
  Music,
  Offer,
  Outside,
  Reachable,
  Rejoin,
  Release,
  Reports,
  Requeue,
  Rescind,
  Resume,
  Retrieve,
  Ring,
  SendAway,
  Speaker,
  TakeCallback,
  Talk,
  Treat,
];

@Module({
  controllers: [
    CallbacksController,
    CallUsController,
    LegsController,
    PromptsController,
    SnapshotController,
    VoiceController,
  ],
  providers: [
    ...files,
    ...verbs,
    Calls,
    CallEvents,
    Drain,
    Facts,
    Fence,
    Journal,
    LineAgain,
    Nodes,
    Phones,
    PhoneSessions,
    Prompts,
    RecordingRoom,
    TelephonyMetrics,
    Tenant,
    Visitors,
    WatchNodes,
    WatchPhones,
    Witness,
  ],
})
export class TelephonyModule {}
