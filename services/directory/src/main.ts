import { runService } from '#common/run.js';
import { config } from './config.js';
import { DirectoryModule } from './directory.module.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { Forgetting1700000000002 } from './migrations/1700000000002-forgetting.js';

await runService({
  name: 'directory',
  module: DirectoryModule,
  config,
  migrations: [First1700000000001, Forgetting1700000000002],
});
