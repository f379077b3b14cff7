import { z } from 'zod';
import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, int, json, oneOf, secretFile, str } from '#common/config/config.js';

/** One Asterisk node as the appliance or the chart describes it; recording uses what concerns AMI and the files. */
const asteriskNode = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/),
  amiHost: z.string(),
  amiPort: z.int(),
  amiUser: z.string(),
  amiPasswordFile: z.string(),
  spoolDir: z.string(),
  logDir: z.string(),
});
export type NodeConfig = z.infer<typeof asteriskNode>;

export const config = defineConfig('recording', {
  ...common.http,
  ...common.database,
  ...common.bus,
  ...common.auth,
  ...common.witness,
  nodes: json(
    'SPILLWAY_ASTERISK_NODES',
    'the Asterisk nodes: id, amiHost, amiPort, amiUser, amiPasswordFile, spoolDir, logDir',
    z.array(asteriskNode).min(1).max(64),
  ),
  dir: str('SPILLWAY_RECORDING_DIR', 'folder for sealed recordings and for the keeper’s journal'),
  masterKey: secretFile(
    'SPILLWAY_MASTER_KEY_FILE',
    'the key that the key of each recording is wrapped with: 32 bytes, hex or base64',
  ),
  whenDiskFull: oneOf(
    'SPILLWAY_RECORDING_DISK_FULL',
    'calls go on unrecorded, or new calls are refused',
    ['go-on', 'refuse'],
    {
      default: 'go-on',
    },
  ),
  leastFreeMb: int(
    'SPILLWAY_RECORDING_LEAST_FREE_MB',
    'less room than this (MiB) where recordings go counts as a full disk',
    {
      default: 200,
    },
  ),
  retentionDays: int('SPILLWAY_RECORDING_RETENTION_DAYS', 'deleted after so many days where the queue does not say', {
    default: 90,
  }),
});
export type Config = ConfigOf<typeof config>;
