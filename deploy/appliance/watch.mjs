import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bootstrap.mjs';

const SETTLED_MS = 120;

/**
 * Tells which services' sources changed, once editors have stopped writing.
 * @param {string[]} services
 * @param {(changed: string[]) => Promise<void>} onChange never called again before it is done
 * @returns {() => void} stops watching
 */
export function watchSources(services, onChange) {
  const changed = new Set();
  let timer;
  let busy = false;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(turn, SETTLED_MS);
  };
  async function turn() {
    if (busy) return soon();
    busy = true;
    const now = [...changed];
    changed.clear();
    await onChange(now);
    busy = false;
    if (changed.size) soon();
  }
  const watchers = ['common', ...services]
    .flatMap((name) => [
      { name, path: join(ROOT, 'services', name, 'src') },
      { name: `${name}-web`, path: join(ROOT, 'services', name, 'web') },
    ])
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) =>
      watch(path, { recursive: true }, (_, file) => {
        if (!file || /\.spec\.tsx?$|~$|\.sw.$/.test(file)) return;
        changed.add(name);
        soon();
      }),
    );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
