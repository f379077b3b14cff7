import { Module } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { AgentNames } from '#common/names/agent-names.js';
import { AgentsController } from './agents/agents.controller.js';
import { CallsEvents } from './calls/calls.events.js';
import { IdentifiedEvents } from './calls/identified.events.js';
import { Reservations } from './calls/reservations.service.js';
import { DeskEvents } from './desk/desk.events.js';
import { ExplainController } from './explain/explain.controller.js';
import { ExplainService } from './explain/explain.service.js';
import { HealService } from './heal/heal.service.js';
import { LiveController } from './live/live.controller.js';
import { Rounds } from './rounds.service.js';
import { ImpactEvents } from './setup/impact.events.js';
import { Setup } from './setup/setup.service.js';
import { TargetsController } from './targets/targets.controller.js';
import { TransferController } from './targets/transfer.controller.js';
import { CallbacksEvents } from './tickets/callbacks.events.js';
import { TicketsController } from './tickets/tickets.controller.js';
import { Sweep } from './writer/sweep.service.js';
import { Tenants } from './writer/tenants.service.js';

/** Whoever is about to hand a call on reads names: directory need not be asked at each look. ms */
const NAMES_FRESH_MS = 60_000;
const names = {
  provide: AgentNames,
  useFactory: (bus: Bus, clock: Clock) => new AgentNames(bus, clock, NAMES_FRESH_MS),
  inject: [Bus, Clock],
};

@Module({
  controllers: [
    CallsEvents,
    CallbacksEvents,
    DeskEvents,
    LiveController,
    TargetsController,
    TransferController,
    TicketsController,
    AgentsController,
    ExplainController,
    ImpactEvents,
  ],
  providers: [Tenants, Setup, Reservations, IdentifiedEvents, HealService, Rounds, ExplainService, names, Sweep],
})
export class RoutingModule {}
