import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { which } from './requirements.mjs';
import { sayOnStderr } from './say.mjs';
import { ensureTree } from './tree.mjs';
import { BROWSER } from './trees.mjs';

/**
 * A Chromium for tests: the one that SPILLWAY_CHROMIUM names, one installed, or one fetched into the cache.
 * @param {import('./say.mjs').Say} [say]
 * @returns {Promise<string>} path of something to start it by
 */
export async function ensureBrowser(say = sayOnStderr) {
  const installed = process.env.SPILLWAY_CHROMIUM || which('chromium');
  if (installed) return installed;
  const { root } = await ensureTree({ say, spec: BROWSER });
  return launcher(root);
}

/**
 * Chromium starts itself again for its renderers, so what it needs has to be in its environment, not on a loader's
 * command line.
 * @param {string} root
 */
export function launcher(root) {
  const script = join(root, 'chromium.sh');
  if (existsSync(script)) return script;
  const fonts = join(root, 'fonts');
  mkdirSync(join(fonts, 'cache'), { recursive: true });
  writeFileSync(
    join(fonts, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${root}/usr/share/fonts</dir><cachedir>${fonts}/cache</cachedir></fontconfig>
`,
  );
  const libraries = ['', '/nss', '/pulseaudio', '/blas', '/lapack']
    .map((sub) => `${root}/usr/lib/x86_64-linux-gnu${sub}`)
    .join(':');
  writeFileSync(
    script,
    `#!/bin/sh
export LD_LIBRARY_PATH="${libraries}" FONTCONFIG_FILE="${fonts}/fonts.conf" XDG_DATA_DIRS="${root}/usr/share"
export CHROME_WRAPPER="$0"
exec "${root}/usr/lib/chromium/chromium" "$@"
`,
  );
  chmodSync(script, 0o755);
  return script;
}
