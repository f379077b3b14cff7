import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from './bootstrap.mjs';

/**
 * Compiles a service, file by file, as `nest build` with swc does, without a new process each: 0.3 s instead of 3.
 * @param {string} service
 */
export async function compile(service) {
  const { transformFile } = await import('@swc/core');
  const from = join(ROOT, 'services', service, 'src');
  const to = join(ROOT, 'dist/services', service, 'src');
  const sources = readdirSync(from, { recursive: true })
    .map(String)
    .filter((file) => /(?<!\.d|\.spec|\.testing)\.ts$/.test(file));
  await Promise.all(
    sources.map(async (file) => {
      const source = join(from, file);
      const target = join(to, file.replace(/\.ts$/, '.js'));
      const { code, map } = await transformFile(source, {
        configFile: join(ROOT, '.swcrc'),
        cwd: ROOT,
        sourceMaps: true,
        sourceFileName: source,
      });
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(`${target}.map`, map ?? '');
      writeFileSync(target, `${code}\n//# sourceMappingURL=${basename(target)}.map\n`);
    }),
  );
  forget(to, new Set(sources.map((file) => file.replace(/\.ts$/, '.js'))));
}

/** What has no source any more must not be found by whoever reads folders. @param {string} to @param {Set<string>} kept */
function forget(to, kept) {
  if (!existsSync(to)) return;
  for (const file of readdirSync(to, { recursive: true }).map(String)) {
    if (/\.js(\.map)?$/.test(file) && !kept.has(file.replace(/\.map$/, ''))) rmSync(join(to, file));
  }
}
