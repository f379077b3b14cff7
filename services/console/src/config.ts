import { z } from 'zod';
import { common } from '#common/config/common.js';
import { type ConfigOf, defineConfig, int, json, str, url } from '#common/config/config.js';

const addresses = (protocol: RegExp) => z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), z.url({ protocol }));

/** Addresses come as JSON objects, because their number differs between one machine and a cluster. */
export const config = defineConfig('console', {
  ...common.http,
  serviceUrls: json(
    'SPILLWAY_SERVICE_URLS',
    'service → base address of its HTTP API, for example {"routing": "http://127.0.0.1:7412"}',
    addresses(/^https?$/),
  ),
  voiceUrls: json(
    'SPILLWAY_VOICE_URLS',
    'Asterisk node → address of its SIP websocket, for example {"a": "ws://127.0.0.1:7404/ws"}',
    addresses(/^ws$/),
    { default: {} },
  ),
  voiceConnections: int(
    'SPILLWAY_VOICE_CONNECTIONS_BY_SOURCE',
    'phone connections at a time from one address (IPv6: one /64); loopback is not counted',
    { default: 200 },
  ),
  gatewayUrl: url('SPILLWAY_GATEWAY_URL', 'where browsers reach the desktop gateway of the site (ws: or wss:)', {
    default: 'ws://127.0.0.1:7401',
  }),
  gatewayOrigins: str(
    'SPILLWAY_GATEWAY_ORIGINS',
    'further gateways that pages may connect to, origins separated by spaces',
    { default: '' },
  ),
  webDir: str('SPILLWAY_CONSOLE_WEB_DIR', 'folder of the built pages', { default: 'dist/console-web' }),
});
export type ConsoleConfig = ConfigOf<typeof config>;
