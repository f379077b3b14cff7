import { columns, dim } from '../appliance/paint.mjs';
import { findRun } from './find.mjs';
import { UsageError } from './help.mjs';
import { readOptions } from './options.mjs';

/** `spillway service list` @param {string[]} words @returns {Promise<number>} */
export async function serviceList(words) {
  const { json } = readOptions(words, { json: false });
  const { services } = findRun();
  if (json) console.log(JSON.stringify(services, null, 2));
  else
    console.log(
      columns([
        [dim('service'), dim('place'), dim('pid'), dim('health')],
        ...services.map((/** @type {any} */ s) => [s.name, s.place, String(s.pid), s.health]),
      ]),
    );
  return 0;
}

/** `spillway service restart <name>`: asks it to end; npm start starts it again. @param {string[]} words @returns {Promise<number>} */
export async function serviceRestart(words) {
  const { rest, json } = readOptions(words, { json: false });
  const { services } = findRun();
  const service = services.find((/** @type {any} */ s) => s.name === rest[0]);
  if (!service)
    throw new UsageError(`Which service? One of: ${services.map((/** @type {any} */ s) => s.name).join(', ')}`);
  process.kill(service.pid, 'SIGTERM');
  console.log(
    json
      ? JSON.stringify({ restarted: service.name, pid: service.pid })
      : `${service.name} (${service.pid}) was asked to end and is started again`,
  );
  return 0;
}
