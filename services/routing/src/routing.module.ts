import { Module } from '@nestjs/common';
import { CallsEvents } from './calls/calls.events.js';
import { IdentifiedEvents } from './calls/identified.events.js';
import { Reservations } from './calls/reservations.service.js';
import { DeskEvents } from './desk/desk.events.js';
import { HealService } from './heal/heal.service.js';
import { Setup } from './setup/setup.service.js';
import { Tenants } from './writer/tenants.service.js';

@Module({
  controllers: [CallsEvents, DeskEvents],
  providers: [Tenants, Setup, Reservations, IdentifiedEvents, HealService],
})
export class RoutingModule {}
