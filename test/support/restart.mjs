import { readdirSync, readFileSync } from 'node:fs';

/** Command lines of processes that name this folder: what an installation left behind. @param {string} home @returns {string[]} */
export const listProcesses = (home) =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .map((pid) => {
      try {
        return `${readFileSync(`/proc/${pid}/cmdline`, 'utf8')} ${readFileSync(`/proc/${pid}/environ`, 'utf8')}`;
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(home) && /main\.js|asterisk|postgres|nats-server|deploy\/start/.test(line))
    .map((line) => line.slice(0, 120).replaceAll('\0', ' '));
