import { runService } from '#common/run.js';
import { config } from './config.js';
import { Init1763800000000 } from './migrations/1763800000000-init.js';
import { ReportingModule } from './reporting.module.js';

await runService({ name: 'reporting', module: ReportingModule, config, migrations: [Init1763800000000] });
