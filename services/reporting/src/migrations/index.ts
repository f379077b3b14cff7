import { Init1763800000000 } from './1763800000000-init.js';
import { AgentChangesByTime1763900000000 } from './1763900000000-agent-changes-by-time.js';

export const MIGRATIONS = [Init1763800000000, AgentChangesByTime1763900000000];
