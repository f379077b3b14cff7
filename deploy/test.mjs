import { fileURLToPath } from 'node:url';
import { bootstrap } from './appliance/bootstrap.mjs';

await bootstrap(fileURLToPath(import.meta.url));
const { test } = await import('./test/test.mjs');
process.exitCode = await test(process.argv.slice(2));
