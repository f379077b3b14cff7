export { cacheDir } from './cache.mjs';
export { run } from './run.mjs';
export { sayOnStderr, saySilently } from './say.mjs';
export { ensureTree } from './tree.mjs';
export { BROWSER, ENGINES } from './trees.mjs';
