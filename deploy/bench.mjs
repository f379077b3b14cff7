import { fileURLToPath } from 'node:url';
import { bootstrap } from './appliance/bootstrap.mjs';

await bootstrap(fileURLToPath(import.meta.url));
const { runMeasurement } = await import('./measure/measure.mjs');
process.exitCode = await runMeasurement('bench', process.argv.slice(2));
