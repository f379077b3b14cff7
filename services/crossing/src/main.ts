import { runService } from '#common/run.js';
import { config } from './config.js';
import { CrossingModule } from './crossing.module.js';
import { Init1763800000000 } from './migrations/1763800000000-init.js';

await runService({ name: 'crossing', module: CrossingModule, config, migrations: [Init1763800000000] });
