import { fileURLToPath } from 'node:url';
import { bootstrap } from './appliance/bootstrap.mjs';

await bootstrap(fileURLToPath(import.meta.url));
const { runMeasurement } = await import('./measure/measure.mjs');
process.exitCode = await runMeasurement('soak', process.argv.slice(2));
