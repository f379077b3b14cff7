import { sayOnStderr, seconds } from '../engines/say.mjs';
import { build } from './build.mjs';
import { startInstallation } from './installation.mjs';
import { dim, green, red } from './paint.mjs';
import { hasSource } from './service-daemon.mjs';
import { SERVICES } from './services.mjs';
import { readSettings } from './settings.mjs';
import { untilAskedToStop } from './signals.mjs';
import { watchSources } from './watch.mjs';
import { welcome } from './welcome.mjs';

/** `npm run dev`: as npm start, and whoever's source changes is built and started again, nobody else. */
export async function dev() {
  const began = Date.now();
  const asked = untilAskedToStop();
  const settings = { ...readSettings(), bundled: false };
  const installation = await startInstallation(settings, { say: sayOnStderr });
  process.stdout.write(welcome(settings, installation.run(), Date.now() - began));
  const services = SERVICES.map((service) => service.name).filter(hasSource);
  const close = watchSources(services, (changed) => rebuild(services, changed, installation));
  sayOnStderr(dim('Watching services/. Pages: reload them in the browser after a change.'));
  await asked;
  close();
  const count = await installation.stop();
  sayOnStderr(`${count} processes stopped`);
  process.exit(0);
}

/** @param {string[]} services @param {string[]} changed @param {{ restart: (name: string) => void }} installation */
async function rebuild(services, changed, installation) {
  const from = Date.now();
  try {
    // The library is part of each service; a page is read from disk at each request.
    const built = await build(services, () => {});
    const again = built.includes('common') ? services : built.filter((name) => services.includes(name));
    for (const name of again) installation.restart(name);
    if (built.length)
      sayOnStderr(
        green(
          `${built.join(', ')} built in ${seconds(Date.now() - from)}${again.length ? `, ${again.join(', ')} started again` : ''}`,
        ),
      );
  } catch (error) {
    sayOnStderr(red(`${changed.join(', ')}: ${error instanceof Error ? error.message : error}`));
  }
}
