import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TEMPLATES = fileURLToPath(new URL('../asterisk/conf/', import.meta.url));
const PARTS = fileURLToPath(new URL('../asterisk/parts/', import.meta.url));

/**
 * @typedef {object} Trunk a carrier or PBX that calls are sent to and taken from
 * @property {string} name PJSIP endpoint
 * @property {string} contact e.g. `sip:203.0.113.5:5060`
 * @property {string[]} match addresses or networks its calls come from
 * @property {string} [fromDomain]
 */

/**
 * Writes an Asterisk's whole configuration.
 * @param {string} etcDir
 * @param {Record<string, string | number>} values for the templates' {{names}}
 * @param {Trunk[]} trunks
 */
export function writeConfig(etcDir, values, trunks) {
  mkdirSync(etcDir, { recursive: true, mode: 0o700 });
  const all = { ...values, etcDir, trunks: trunks.map(trunkSection).join('\n') };
  for (const name of readdirSync(TEMPLATES)) {
    writeFileSync(join(etcDir, name), fill(readFileSync(join(TEMPLATES, name), 'utf8'), all, name), { mode: 0o600 });
  }
}

/** @param {Trunk} trunk */
function trunkSection({ name, contact, match, fromDomain }) {
  const from = fromDomain ? `from_domain = ${fromDomain}` : '';
  return fill(
    readFileSync(join(PARTS, 'trunk.conf'), 'utf8'),
    { name, contact, match: match.join(','), from },
    'trunk.conf',
  );
}

/** @param {string} text @param {Record<string, string | number>} values @param {string} name for the error */
function fill(text, values, name) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, key) => {
    if (values[key] === undefined) throw new Error(`${name} asks for {{${key}}}, which nobody gave`);
    return String(values[key]);
  });
}
