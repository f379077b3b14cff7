import { runService } from '#common/run.js';
import { config } from './config.js';
import { ConsoleModule } from './console.module.js';

await runService({ name: 'console', module: ConsoleModule, config, describesItself: false });
