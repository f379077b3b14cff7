import { fileURLToPath } from 'node:url';
import { bootstrap } from './appliance/bootstrap.mjs';

await bootstrap(fileURLToPath(import.meta.url));
const { main } = await import('./appliance/main.mjs');
await main();
