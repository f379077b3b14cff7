import { runService } from '#common/run.js';
import { config } from './config.js';
import { Ledger1763800000000 } from './migrations/1763800000000-ledger.js';
import { TelephonyModule } from './telephony.module.js';

void runService({ name: 'telephony', module: TelephonyModule, config, migrations: [Ledger1763800000000] });
