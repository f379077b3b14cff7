/** Services with a schema of their own in PostgreSQL. */
export const WITH_DATABASE = ['telephony', 'routing', 'recording', 'reporting', 'customers', 'directory', 'crossing'];

/** What a service's facts are about: the first word of their types. Nobody else may say a fact of these. */
export const DOMAINS = {
  telephony: ['interaction'],
  routing: ['queue', 'ticket', 'reservation', 'agent', 'routing'],
  recording: ['recording'],
  customers: ['customer'],
  directory: ['session', 'config'],
};

/**
 * What the ledger's stream asks of one service: to be there, and this service's own place in it. Places are named after
 * their services.
 */
const ledgerOf = (/** @type {string} */ user) => [
  ...(DOMAINS[user] ?? []).map((/** @type {string} */ domain) => `ledger.*.${domain}.>`),
  '$JS.API.INFO',
  '$JS.API.STREAM.INFO.LEDGER',
  '$JS.API.STREAM.CREATE.LEDGER',
  // Whether the last fact that it told is still there.
  ...(DOMAINS[user] ? ['$JS.API.STREAM.MSG.GET.LEDGER'] : []),
  `$JS.API.CONSUMER.INFO.LEDGER.${user}`,
  `$JS.API.CONSUMER.CREATE.LEDGER.${user}`,
  `$JS.API.CONSUMER.CREATE.LEDGER.${user}.>`,
  `$JS.API.CONSUMER.DURABLE.CREATE.LEDGER.${user}`,
  `$JS.API.CONSUMER.MSG.NEXT.LEDGER.${user}`,
  `$JS.ACK.LEDGER.${user}.>`,
];

/** Notices, and who alone may send each: what is heard by many must not be said by anybody. */
const NOTICES = {
  'telephony.nodes-changed': 'telephony',
  'telephony.phone-changed': 'telephony',
  'telephony.segment': 'telephony',
  'routing.desk-beat': 'crossing',
  'routing.desk-change.*': 'routing',
  'routing.writer-started': 'routing',
  'directory.config-changed': 'directory',
  'directory.session-ended': 'directory',
  'directory.sign-in-ended': 'directory',
};

/**
 * Who may say what on the SITE bus. A subject begins with its owner: an owner listens to all of its own, the others
 * may ask only the owners they work with, and hear only the notices named here. Answers go to the asker's own inbox,
 * which nobody else may read.
 * @type {Record<string, { asks: string[], hears: string[] }>}
 */
export const SITE_USERS = {
  telephony: {
    asks: ['routing', 'customers', 'directory', 'recording'],
    hears: ['directory.config-changed', 'directory.sign-in-ended', 'routing.writer-started'],
  },
  routing: {
    asks: ['telephony', 'directory', 'customers'],
    hears: [
      'telephony.nodes-changed',
      'telephony.phone-changed',
      'directory.config-changed',
      'directory.session-ended',
    ],
  },
  recording: { asks: ['telephony', 'directory', 'routing'], hears: ['telephony.segment', 'directory.config-changed'] },
  reporting: {
    asks: ['routing', 'telephony', 'recording', 'customers', 'directory'],
    hears: ['directory.config-changed'],
  },
  customers: { asks: ['directory', 'telephony', 'routing'], hears: ['directory.config-changed'] },
  directory: { asks: ['routing', 'telephony', 'customers'], hears: [] },
  crossing: {
    asks: ['routing', 'customers', 'directory'],
    hears: ['routing.desk-change.*', 'routing.writer-started', 'directory.session-ended'],
  },
};

/**
 * Who may say what on a place's edge bus, where `agent` may be an adversary: it asks, it never answers for the site.
 * @type {Record<string, { publish: string[], subscribe: string[] }>}
 */
export const EDGE_USERS = {
  agent: {
    publish: ['edge.desk.>', 'edge.gateway.beat'],
    subscribe: ['edge.gateway.delta.*', 'edge.heartbeat', 'edge.resync'],
  },
  // NATS knows a user's name once for all accounts, and `crossing` is the one on the SITE bus.
  'crossing-edge': {
    publish: ['edge.gateway.delta.*', 'edge.heartbeat', 'edge.resync'],
    subscribe: ['edge.desk.>', 'edge.gateway.beat'],
  },
};

/** @param {string} user @returns {{ publish: string[], silent: string[], subscribe: string[] }} `silent`: not even though published */
export function sitePermissions(user) {
  const { asks, hears } = SITE_USERS[user];
  return {
    publish: [`${user}.>`, ...asks.map((owner) => `${owner}.>`), ...ledgerOf(user)],
    silent: Object.entries(NOTICES).flatMap(([subject, sender]) => (sender === user ? [] : [subject])),
    subscribe: [`${user}.>`, ...hears],
  };
}
