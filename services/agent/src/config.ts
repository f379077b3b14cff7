import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, int, str } from '#common/config/config.js';

export const config = defineConfig('agent', {
  ...common.http,
  ...common.edgeBus,
  ...common.auth,
  origins: str(
    'SPILLWAY_CONSOLE_ORIGINS',
    'origins whose pages may connect, comma separated; empty means: any page of this host',
    {
      default: '',
    },
  ),
  maxDesks: int('SPILLWAY_AGENT_MAX_DESKS', 'desktops held at once; more are sent away', { default: 12_000 }),
  maxFrameBytes: int('SPILLWAY_AGENT_MAX_FRAME_BYTES', 'largest message a page may send', { default: 4_096 }),
  maxBufferedBytes: int(
    'SPILLWAY_AGENT_MAX_BUFFERED_BYTES',
    'unsent bytes after which a stalled page gets a new snapshot instead',
    {
      default: 262_144,
    },
  ),
  beatMs: int(
    'SPILLWAY_AGENT_BEAT_MS',
    'how often pages and this gateway say that they are there; three missing means lost',
    {
      default: 2_000,
    },
  ),
});
export type Config = ConfigOf<typeof config>;
