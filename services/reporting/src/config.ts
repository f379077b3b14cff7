import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, int, str } from '#common/config/config.js';

export const config = defineConfig('reporting', {
  ...common.http,
  ...common.database,
  ...common.bus,
  ...common.auth,
  timeZone: str('SPILLWAY_TIME_ZONE', 'IANA time zone in which a report’s day begins; empty means the machine’s', {
    default: '',
  }),
  shortAbandonMs: int(
    'SPILLWAY_REPORTING_SHORT_ABANDON_MS',
    'who leaves the line within this long did not really wait: left out of the service level',
    {
      default: 5_000,
    },
  ),
});
export type Config = ConfigOf<typeof config>;
