import { runService } from '#common/run.js';
import { config } from './config.js';
import { CustomersModule } from './customers.module.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { LateNotes1700000000002 } from './migrations/1700000000002-late-notes.js';
import { NumberFrom1700000000003 } from './migrations/1700000000003-number-from.js';
import { CallbackContext1700000000004 } from './migrations/1700000000004-callback-context.js';

await runService({
  name: 'customers',
  module: CustomersModule,
  config,
  migrations: [First1700000000001, LateNotes1700000000002, NumberFrom1700000000003, CallbackContext1700000000004],
});
