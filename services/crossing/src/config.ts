import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, int } from '#common/config/config.js';

export const config = defineConfig('crossing', {
  ...common.http,
  ...common.database,
  ...common.bus,
  ...common.edgeBus,
  beatMs: int(
    'SPILLWAY_CROSSING_BEAT_MS',
    'how often the site’s heartbeat goes out and living desktops are told to routing',
    {
      default: 2_000,
    },
  ),
  lostMs: int('SPILLWAY_CROSSING_LOST_MS', 'a desktop that no gateway has named for this long is lost', {
    default: 6_000,
  }),
  leaseMs: int('SPILLWAY_CROSSING_LEASE_MS', 'how long a standby waits for a silent crossing', { default: 3_000 }),
});
export type Config = ConfigOf<typeof config>;
