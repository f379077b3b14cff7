import { runService } from '#common/run.js';
import { config } from './config.js';
import { Ledger1763800000000 } from './migrations/1763800000000-ledger.js';
import { MOST_BYTES } from './prompts/prompts.controller.js';
import { TelephonyModule } from './telephony.module.js';

void runService({
  name: 'telephony',
  module: TelephonyModule,
  config,
  migrations: [Ledger1763800000000],
  prepare: (app) => {
    app
      .getHttpAdapter()
      .getInstance()
      .addContentTypeParser(
        ['audio/wav', 'audio/x-wav', 'audio/wave'],
        { parseAs: 'buffer', bodyLimit: MOST_BYTES },
        (_, body, done) => done(null, body),
      );
  },
});
