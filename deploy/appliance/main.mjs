import { sayOnStderr, seconds } from '../engines/say.mjs';
import { startInstallation } from './installation.mjs';
import { dim, red } from './paint.mjs';
import { readSettings } from './settings.mjs';
import { untilAskedToStop } from './signals.mjs';
import { welcome } from './welcome.mjs';

/** `npm start`: everything on this machine, in the foreground. */
export async function main() {
  const began = Date.now();
  const asked = untilAskedToStop();
  try {
    const settings = readSettings();
    sayOnStderr(dim(`Spillway ${settings.version} starts from ${settings.home}`));
    const installation = await Promise.race([
      startInstallation(settings, { say: sayOnStderr }),
      asked.then(() => undefined),
    ]);
    if (!installation) process.exit(130);
    process.stdout.write(welcome(settings, installation.run(), Date.now() - began));
    await asked;
    const from = Date.now();
    sayOnStderr('\nStopping');
    const count = await installation.stop();
    sayOnStderr(`${count} processes stopped in ${seconds(Date.now() - from)}. Data stays in ${settings.home}`);
    process.exit(0);
  } catch (error) {
    sayOnStderr(`\n${red(error instanceof Error ? error.message : String(error))}\n`);
    process.exit(1);
  }
}
