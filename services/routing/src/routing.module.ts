import { Module } from '@nestjs/common';
import { AgentsController } from './agents/agents.controller.js';
import { CallsEvents } from './calls/calls.events.js';
import { IdentifiedEvents } from './calls/identified.events.js';
import { Reservations } from './calls/reservations.service.js';
import { DeskEvents } from './desk/desk.events.js';
import { HealService } from './heal/heal.service.js';
import { LiveController } from './live/live.controller.js';
import { Rounds } from './rounds.service.js';
import { Setup } from './setup/setup.service.js';
import { Names } from './targets/names.service.js';
import { TargetsController } from './targets/targets.controller.js';
import { TransferController } from './targets/transfer.controller.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { Sweep } from './writer/sweep.service.js';
import { Tenants } from './writer/tenants.service.js';

@Module({
  controllers: [
    CallsEvents,
    DeskEvents,
    LiveController,
    TargetsController,
    TransferController,
    TicketsController,
    AgentsController,
  ],
  providers: [Tenants, Setup, Reservations, IdentifiedEvents, HealService, Rounds, Names, Sweep],
})
export class RoutingModule {}
