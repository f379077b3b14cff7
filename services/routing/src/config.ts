import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, int } from '#common/config/config.js';

export const config = defineConfig('routing', {
  ...common.http,
  ...common.database,
  ...common.bus,
  ...common.auth,
  leaseMs: int('SPILLWAY_ROUTING_LEASE_MS', 'how long the right to write lasts without renewal, in milliseconds', {
    default: 3000,
  }),
  figuresMs: int('SPILLWAY_ROUTING_FIGURES_MS', 'how often desktops hear changed queue figures, in milliseconds', {
    default: 1000,
  }),
  lookMs: int(
    'SPILLWAY_ROUTING_LOOK_MS',
    'how often Asterisk is asked whether what routing believes is so, in milliseconds',
    {
      default: 3000,
    },
  ),
});
export type Config = ConfigOf<typeof config>;
