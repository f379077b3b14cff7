import { runService } from '#common/run.js';
import { config } from './config.js';
import { First1700000000001 } from './migrations/1700000000001-first.js';
import { TalkTimes1700000000002 } from './migrations/1700000000002-talk-times.js';
import { RecordingModule } from './recording.module.js';

await runService({
  name: 'recording',
  module: RecordingModule,
  config,
  migrations: [First1700000000001, TalkTimes1700000000002],
  drainMs: 8_000,
});
