import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, int, str, url } from '#common/config/config.js';
import { signingKeyFile } from './keys/signing-key.setting.js';

export const config = defineConfig('directory', {
  ...common.http,
  ...common.database,
  ...common.bus,
  ...common.auth,
  ...common.demo,
  signingKey: signingKeyFile(
    'SPILLWAY_TOKEN_PRIVATE_KEY_FILE',
    'signs every token; its public half is in SPILLWAY_TOKEN_PUBLIC_KEYS_FILE',
  ),
  gatewayUrl: url('SPILLWAY_GATEWAY_URL', 'where browsers reach the desktop gateway of the site (ws: or wss:)'),
  accessMs: int('SPILLWAY_ACCESS_TOKEN_MS', 'life of a site credential in milliseconds', { default: 10 * 60_000 }),
  refreshMs: int('SPILLWAY_REFRESH_TOKEN_MS', 'a sign-in that is not used for so long (milliseconds) is over', {
    default: 12 * 3_600_000,
  }),
  refreshLeewayMs: int(
    'SPILLWAY_REFRESH_LEEWAY_MS',
    'for so long (milliseconds) a used refresh token may be sent again, for an answer that was lost',
    {
      default: 10_000,
    },
  ),
  ticketMs: int('SPILLWAY_TICKET_MS', 'life of a gateway ticket in milliseconds', { default: 3 * 60_000 }),
  demoSignInsFile: str('SPILLWAY_DEMO_SIGN_INS_FILE', 'file that the demonstration sign-ins are written to (0600)', {
    default: '',
  }),
  demoAgents: int('SPILLWAY_DEMO_AGENTS', 'further demonstration agents, for load tests', { default: 0 }),
  demoPhone: str(
    'SPILLWAY_DEMO_PHONE',
    'phone of these agents, for example sip:{user}@127.0.0.3:5080; empty means the browser',
    { default: '' },
  ),
});
export type Config = ConfigOf<typeof config>;
