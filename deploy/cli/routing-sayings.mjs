/** Why each was not asked, as a team lead would say it; `n` of them. */
const OUT = {
  'not-signed-in': 'not signed in',
  'no-desktop': 'desk not connected',
  status: 'not ready by own choice',
  'no-skill': 'skills do not suffice',
  language: 'does not speak the customer’s language',
  'other-team': 'other team: the own one is asked first',
  'waits-for-preferred': 'the preferred agent is waited for',
  'no-capacity': 'busy',
  'phone-unreachable': 'phone not reachable',
  reserve: 'kept free for incoming contacts',
  'took-another': 'got another contact in the same moment',
  'not-first': 'fitted too, but another was chosen',
};
const HOW = {
  'longest-idle': 'free the longest',
  'least-occupied': 'least occupied',
  'fewest-contacts': 'fewest contacts',
  'round-robin': 'asked longest ago',
  linear: 'first in the fixed order',
  random: 'chosen by lot',
  'best-skill': 'the best skills',
};
const WORK = { idle: 'free', reserved: 'phone rang', talking: 'in talk', wrapping: 'in wrap-up' };
const REFUSED = {
  agent: (/** @type {string} */ a) => `${a} refused`,
  phone: (/** @type {string} */ a) => `The phone of ${a} refused`,
  unreachable: (/** @type {string} */ a) => `The phone of ${a} could not be reached`,
};
const CREATED = {
  offer: (/** @type {string} */ a) => `Offered to ${a}`,
  transfer: (/** @type {string} */ a) => `Handed on to ${a}`,
  consult: (/** @type {string} */ a) => `${a} is asked for advice`,
  callback: (/** @type {string} */ a) => `${a} is asked to call back`,
};
/** @type {Record<string, (d: any, agent: string, queue: string) => string>} */
const WHAT = {
  'queue.entered': (_, __, queue) => `In line of ${queue}`,
  'queue.returned': (d, _, queue) => `Back at the head of the line of ${queue}: ${words(d.reason)}`,
  'queue.left': (d, _, queue) => `Left the line of ${queue}: ${words(d.reason)}`,
  'queue.overflowed': (d, _, queue) => `Rule ${d.rule} of ${queue} took effect (${words(d.cause)}): ${words(d.to)}`,
  offered: (d, agent) => `${d.kind === 'callback' ? 'To be called back by' : 'Offered to'} ${agent}`,
  waits: (d) => (d.restUntil ? 'A short pause before the next offer' : 'Nobody could be asked'),
  'reservation.created': (d, agent) =>
    d.external ? 'Handed on to a number outside' : CREATED[/** @type {'offer'} */ (d.kind)]?.(agent),
  'reservation.accepted': (_, agent) => `${agent} answered`,
  'reservation.rejected': (d, agent) => REFUSED[/** @type {'agent'} */ (d.by)]?.(agent) ?? `${agent} refused`,
  'reservation.timeout': (_, agent) => `${agent} did not answer in time`,
  'reservation.rescinded': (d, agent) => `The offer to ${agent} was taken back: ${words(d.reason)}`,
  'reservation.lost': (_, agent) => `${agent} lost the connection`,
  'reservation.rejoined': (_, agent) => `${agent} is back`,
  'reservation.talk-ended': (d, agent) => `The talk with ${agent} ended: ${words(d.reason)}`,
  'reservation.completed': (_, agent) => `${agent} is done with it`,
  'ticket.kept': (d) => `The place in line is kept (${words(d.reason)})`,
  'ticket.queued': (d) => `The kept place stands in line, try ${d.attempt}`,
  'ticket.tried': (d) => `Nobody reached: ${words(d.outcome)}`,
  'ticket.moved': () => 'The callback was moved',
  'ticket.joined': () => 'Asked for again: one place is enough',
  'ticket.used': () => 'The kept place was served',
  'ticket.closed': (d) => `The kept place was given up: ${words(d.reason)}`,
};
const words = (/** @type {unknown} */ code) => String(code ?? '').replaceAll('-', ' ');

/** Moments in English sentences, with the names of now. @param {{ agents: Record<string, string>, queues: Record<string, string> }} names */
export function sayingsOf(names) {
  const agent = (/** @type {string | null | undefined} */ id) => (id ? (names.agents[id] ?? id.slice(0, 8)) : 'nobody');
  const queue = (/** @type {string | undefined} */ id) => (id ? (names.queues[id] ?? id) : 'a queue');
  const time = (/** @type {number} */ at) => new Date(at).toLocaleTimeString('en-GB');
  const since = (/** @type {any} */ one, /** @type {string} */ why) => {
    if (why === 'status' && one.status) return ` (${words(one.status)} since ${time(one.statusSince)})`;
    const work = WORK[/** @type {'idle'} */ (one.work)];
    return work && (one.work !== 'idle' || why === 'not-first') ? ` (${work} since ${time(one.workSince)})` : '';
  };
  const group = (/** @type {any} */ { why, agents, more }, /** @type {number} */ version) => {
    const named = agents.map((/** @type {any} */ one) => agent(one.id) + since(one, why));
    if (more) named.push(named.length ? `and ${more} more` : `${more} by set-up ${version}`);
    return `${OUT[/** @type {'status'} */ (why)] ?? why}: ${named.join(', ')}`;
  };
  const change = (/** @type {any} */ c) =>
    `${time(c.at)} ${agent(c.agentId)}: ${c.status ? words(c.status) : WORK[/** @type {'idle'} */ (c.work)]}${c.took ? ` (for ${c.took})` : ''}`;
  return {
    time,
    what: (/** @type {any} */ { what, data }) =>
      WHAT[what]?.(data, agent(data.chosen ?? data.agentId), queue(data.queueId)) ?? what,
    /** @param {any} moment @returns {string[]} */
    reasons: ({ what, data, out = [], changes = [] }) => [
      ...(what === 'offered' || what === 'waits' ? [how(what, data)] : []),
      ...out.map((/** @type {any} */ g) => `${group(g, data.version)}`),
      ...changes.map((/** @type {any} */ c) => `meanwhile ${change(c)}`),
    ],
  };
}

/** @param {string} what @param {any} d */
function how(what, d) {
  const said = [];
  const rule = HOW[/** @type {'linear'} */ (d.strategy)];
  if (d.preferred) said.push('the preferred agent of this customer');
  else if (what === 'offered')
    said.push(d.fits === 1 ? 'the only one who fitted' : `${rule ? `${rule} of` : 'one of'} ${d.fits} who fitted`);
  if (d.ring) said.push(`requirement relaxed ${d.ring === 1 ? 'once' : `${d.ring} times`}`);
  said.push(d.first ? 'first in line, because served before' : `place ${d.position} in line`);
  return said.join('; ');
}
