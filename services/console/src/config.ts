import { type ConfigOf, common, defineConfig, text } from '#common/config/config.js';

/** Addresses come as JSON objects, because their number differs between one machine and a cluster. */
export const config = defineConfig('console', {
  ...common.http,
  serviceUrls: text('SPILLWAY_SERVICE_URLS', 'JSON object: service name → base address of its HTTP API', {
    default: '{}',
  }),
  voiceUrls: text('SPILLWAY_VOICE_URLS', 'JSON object: Asterisk node → address of its SIP websocket', {
    default: '{}',
  }),
  gatewayOrigins: text(
    'SPILLWAY_GATEWAY_ORIGINS',
    'origins of the desktop gateways, separated by spaces; pages may connect to these and to the site alone',
    { default: 'ws://127.0.0.1:7401 ws://localhost:7401' },
  ),
  webDir: text('SPILLWAY_CONSOLE_WEB_DIR', 'folder of the built pages', { default: 'dist/console-web' }),
});
export type ConsoleConfig = ConfigOf<typeof config>;
