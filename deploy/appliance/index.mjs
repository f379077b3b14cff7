import { saySilently } from '../engines/say.mjs';
import { startInstallation } from './installation.mjs';
import { readSettings } from './settings.mjs';

export { readRun } from './run-file.mjs';
export { readSettings } from './settings.mjs';

/**
 * An installation of a test's own, in this process.
 * @param {Record<string, string>} env SPILLWAY_HOME and SPILLWAY_PORT at least
 * @param {import('../engines/say.mjs').Say} [say]
 */
export const openInstallation = (env, say = saySilently) =>
  startInstallation(readSettings({ ...process.env, ...env }), { say });
