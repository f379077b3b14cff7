import { bold, dim } from '../appliance/paint.mjs';
import { UsageError } from './help.mjs';
import { readOptions } from './options.mjs';
import { sayingsOf } from './routing-sayings.mjs';
import { Problem, signIn, WHO } from './site.mjs';

const ROLES = ['team-lead', 'head', 'quality', 'it'];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `spillway routing explain <interaction>` @param {string[]} words @returns {Promise<number>} */
export async function routingExplain(words) {
  const { rest, json, user } = readOptions(words, { json: false, ...WHO });
  const id = rest[0] ?? '';
  if (!ID.test(id))
    throw new UsageError(
      `${id ? `"${id}" is not the id of an interaction` : 'Which interaction?'} The list of calls in the console has the ids: npx spillway routing explain 0199…`,
    );
  const site = await signIn({ user, roles: ROLES });
  const told = await site.get(`routing/explain/${id}`).catch((error) => {
    if (error instanceof Problem && error.code === 'ROUTING.NO_SUCH_INTERACTION') throw new UsageError(error.message);
    throw error;
  });
  const names = await site.get('names');
  if (json) console.log(JSON.stringify({ ...told, names: namesIn(told, names) }, null, 2));
  else console.log(page(told, names));
  return 0;
}

/** @param {any} told @param {any} names */
function page(told, names) {
  const sayings = sayingsOf(names);
  const first = told.moments[0];
  const lines = [
    bold(`Interaction ${told.interactionId}, ${new Date(first.at).toLocaleDateString('en-GB', { dateStyle: 'long' })}`),
  ];
  if (!told.moments.some((/** @type {any} */ m) => m.out))
    lines.push('', dim('This contact is older than the explanations: no reasons were kept.'));
  for (const moment of told.moments) {
    const other = moment.interactionId === told.interactionId ? '' : dim(' (another call of the same matter)');
    lines.push('', `${sayings.time(moment.at)}  ${bold(sayings.what(moment))}${other}`);
    for (const line of sayings.reasons(moment)) lines.push(`          ${line}`);
  }
  if (!told.over) lines.push('', dim('It goes on.'));
  return lines.join('\n');
}

/** Only who and what is named in it. @param {any} told @param {any} names */
function namesIn(told, names) {
  const text = JSON.stringify(told);
  const within = (/** @type {Record<string, string>} */ all) =>
    Object.fromEntries(Object.entries(all).filter(([id]) => text.includes(`"${id}"`)));
  return { agents: within(names.agents), queues: within(names.queues) };
}
