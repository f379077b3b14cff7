import { runService } from '#common/run.js';
import { config } from './config.js';
import { MIGRATIONS } from './migrations/index.js';
import { ReportingModule } from './reporting.module.js';

await runService({ name: 'reporting', module: ReportingModule, config, migrations: MIGRATIONS });
