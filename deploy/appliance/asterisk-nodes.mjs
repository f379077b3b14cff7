import { join } from 'node:path';
import { AMI_USER, ARI_USER } from '../engines/asterisk.mjs';
import { portsOf } from './settings.mjs';

/**
 * The Asterisk nodes of an installation, as services see them.
 * @param {import('./settings.mjs').Settings} settings
 * @param {{ file: (name: string) => string, password: (name: string) => string }} secrets
 */
export function describeNodes(settings, secrets) {
  const ports = portsOf(settings.port);
  return settings.nodes.map((id, i) => {
    // Made before Asterisk is: services read them at their own start, which is at the same time.
    secrets.password(`asterisk-${id}-ari.password`);
    secrets.password(`asterisk-${id}-ami.password`);
    return {
      id,
      ariUrl: `http://127.0.0.1:${ports.asteriskHttp(i)}/ari`,
      ariUser: ARI_USER,
      ariPasswordFile: secrets.file(`asterisk-${id}-ari.password`),
      amiHost: '127.0.0.1',
      amiPort: ports.ami(i),
      amiUser: AMI_USER,
      amiPasswordFile: secrets.file(`asterisk-${id}-ami.password`),
      sipHost: settings.publicHost,
      sipPort: ports.sip(i),
      wsUrl: `ws://127.0.0.1:${ports.asteriskHttp(i)}/ws`,
      spoolDir: join(settings.home, `asterisk-${id}`, 'spool'),
      logDir: join(settings.home, `asterisk-${id}`, 'log'),
      soundsDir: join(settings.home, 'sounds'),
    };
  });
}
