import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Asterisk looks its own host name up at every call. Where /etc/hosts lacks it each look-up asks DNS and fails: measured
 * 34 to 251 ms a call instead of 2. Then Asterisk gets a host name that is in every /etc/hosts.
 * @returns {string[]} a wrapper command, empty where the name is known
 */
export function knownHostname() {
  const names = readFileSync('/etc/hosts', 'utf8')
    .split('\n')
    .flatMap((line) => line.replace(/#.*/, '').trim().split(/\s+/).slice(1));
  if (names.includes(hostname())) return [];
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  return ['unshare', ...user, '--uts', 'sh', '-c', 'hostname localhost 2>/dev/null; exec "$@"', 'sh'];
}
