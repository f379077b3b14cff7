import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

const TOOLS = [
  { tool: 'apt-get', how: 'part of Debian and Ubuntu (package apt)' },
  { tool: 'apt-cache', how: 'part of Debian and Ubuntu (package apt)' },
  { tool: 'dpkg-deb', how: 'part of Debian and Ubuntu (package dpkg)' },
  { tool: 'tar', how: 'package tar' },
  { tool: 'flock', how: 'package util-linux' },
];

/** @param {string} tool @returns {string | undefined} its absolute path */
export function which(tool) {
  for (const dir of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(dir, tool);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}

/**
 * What this machine lacks for fetching engines; asked before any other work, so that nobody waits for half a set-up.
 * @returns {string[]} one sentence each: what is missing and how to get it; empty when all is there
 */
export function missingForFetch() {
  const missing = [];
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    missing.push(`Linux on x86-64 is needed, this is ${process.platform} on ${process.arch}. Try a Debian 12 machine.`);
  }
  for (const { tool, how } of TOOLS) if (!which(tool)) missing.push(`The command ${tool} is missing: ${how}.`);
  if (!existsSync(KEYRING)) {
    missing.push(`${KEYRING} is missing: install the package debian-archive-keyring (Debian has it; Ubuntu too).`);
  }
  return missing;
}
