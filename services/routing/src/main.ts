import { runService } from '#common/run.js';
import { config } from './config.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { Commands1700000000002 } from './migrations/1700000000002-commands.js';
import { RoutingModule } from './routing.module.js';

await runService({
  name: 'routing',
  module: RoutingModule,
  config,
  migrations: [First1700000000001, Commands1700000000002],
});
