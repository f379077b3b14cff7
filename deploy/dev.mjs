import { fileURLToPath } from 'node:url';
import { bootstrap } from './appliance/bootstrap.mjs';

await bootstrap(fileURLToPath(import.meta.url));
const { dev } = await import('./appliance/dev.mjs');
await dev();
