import { runService } from '#common/run.js';
import { config } from './config.js';
import { DirectoryModule } from './directory.module.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';

await runService({ name: 'directory', module: DirectoryModule, config, migrations: [First1700000000001] });
