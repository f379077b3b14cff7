// Fetches ahead of time: `node deploy/engines/fetch.mjs [browser]`, e.g. while an image is built.
import { ensureTree } from './tree.mjs';
import { BROWSER, ENGINES } from './trees.mjs';

const tree = await ensureTree({ spec: process.argv[2] === 'browser' ? BROWSER : ENGINES });
console.log(tree.root);
