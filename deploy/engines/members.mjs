/** Services with a schema of their own in PostgreSQL. */
export const WITH_DATABASE = ['telephony', 'routing', 'recording', 'reporting', 'customers', 'directory', 'crossing'];

const LEDGER_READER = ['$JS.API.>', '$JS.ACK.LEDGER.>'];

/**
 * Who may say what on the SITE bus. A subject begins with its owner: an owner listens to all of its own, the others
 * may send only to the owners they work with. Answers go to the asker's own inbox, which nobody else may read.
 * @type {Record<string, { asks: string[], hears?: string[] }>}
 */
export const SITE_USERS = {
  telephony: { asks: ['routing', 'customers', 'directory', 'recording'], hears: ['directory'] },
  routing: { asks: ['telephony', 'directory', 'customers', 'crossing'], hears: ['telephony', 'directory'] },
  recording: { asks: ['telephony', 'directory', 'routing'], hears: ['telephony', 'directory'] },
  reporting: { asks: ['routing', 'telephony', 'recording', 'customers', 'directory'], hears: ['routing', 'directory'] },
  customers: { asks: ['directory', 'telephony', 'routing'], hears: ['directory'] },
  directory: { asks: ['routing', 'telephony', 'customers'], hears: ['routing'] },
  crossing: { asks: ['routing', 'customers', 'directory'], hears: ['routing', 'directory', 'customers'] },
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

/** @param {string} user @returns {{ publish: string[], subscribe: string[] }} */
export function sitePermissions(user) {
  const { asks, hears = [] } = SITE_USERS[user];
  return {
    publish: [`${user}.>`, ...asks.map((owner) => `${owner}.>`), 'ledger.>', ...LEDGER_READER],
    subscribe: [`${user}.>`, ...hears.map((owner) => `${owner}.>`)],
  };
}
