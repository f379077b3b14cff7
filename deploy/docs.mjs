// Writes docs/configuration.md from the services' own schemas: `npm run docs` (after `npm run build`).
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { configurationPage } from './docs/configuration-page.mjs';

const services = readdirSync('services').filter((name) => existsSync(`dist/services/${name}/src/config.js`));
const schemas = await Promise.all(
  services.map(async (name) => (await import(`../dist/services/${name}/src/config.js`)).config),
);
writeFileSync('docs/configuration.md', configurationPage(schemas));
process.stdout.write(`docs/configuration.md: ${schemas.length} services\n`);
