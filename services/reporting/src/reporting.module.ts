import { Module } from '@nestjs/common';
import { FactsEvents } from './fold/facts.events.js';
import { RefoldService } from './fold/refold.service.js';
import { LifeController } from './life/life.controller.js';
import { LifeService } from './life/life.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportsService } from './reports/reports.service.js';
import { SettingsService } from './settings/settings.service.js';

/** Folds the ledger into rows, and rows into figures that lead back to their calls. */
@Module({
  controllers: [ReportsController, LifeController],
  providers: [FactsEvents, RefoldService, SettingsService, ReportsService, LifeService],
})
export class ReportingModule {}
