import { runService } from '#common/run.js';
import { AgentModule } from './agent.module.js';
import { config } from './config.js';

await runService({ name: 'agent', module: AgentModule, config });
