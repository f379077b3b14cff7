import { runService } from '#common/run.js';
import { config } from './config.js';
import { DirectoryModule } from './directory.module.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { Forgetting1700000000002 } from './migrations/1700000000002-forgetting.js';
import { Versions1700000000003 } from './migrations/1700000000003-versions.js';

await runService({
  name: 'directory',
  module: DirectoryModule,
  config,
  // A tenant's whole configuration comes as one document.
  bodyLimit: 2 * 1024 * 1024,
  migrations: [First1700000000001, Forgetting1700000000002, Versions1700000000003],
});
