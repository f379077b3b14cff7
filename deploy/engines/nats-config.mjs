import { EDGE_USERS, SITE_USERS, sitePermissions } from './members.mjs';

/**
 * @param {object} options
 * @param {string} options.host
 * @param {number} options.port
 * @param {number} options.monitorPort
 * @param {string} options.storeDir
 * @param {(account: string, user: string) => string} options.password
 * @returns {string} a nats-server configuration
 */
export function natsConfig({ host, port, monitorPort, storeDir, password }) {
  const site = Object.keys(SITE_USERS).map((user) => userLine(user, password('site', user), sitePermissions(user)));
  const edge = Object.keys(EDGE_USERS).map((user) => userLine(user, password('edge-site', user), EDGE_USERS[user]));
  return `server_name: spillway
listen: ${quote(`${host}:${port}`)}
http: ${quote(`127.0.0.1:${monitorPort}`)}
ping_interval: "5s"
ping_max: 2
max_payload: 1MB
write_deadline: "5s"
jetstream { store_dir: ${quote(storeDir)}, max_memory_store: 64MB, max_file_store: 4GB, sync_interval: "10s" }
accounts {
  SITE {
    jetstream: enabled
    users: [
${site.join('\n')}
    ]
  }
  EDGE_SITE {
    users: [
${edge.join('\n')}
    ]
  }
  SYS { users: [ { user: "sys", password: ${quote(password('sys', 'sys'))} } ] }
}
system_account: SYS
`;
}

/** @param {string} user @param {string} secret @param {{ publish: string[], silent?: string[], subscribe: string[] }} may */
function userLine(user, secret, may) {
  const permissions = {
    publish: { allow: may.publish, deny: may.silent ?? [] },
    subscribe: { allow: [...may.subscribe, `_INBOX.${user}.>`] },
    allow_responses: { max: 4, expires: '2m' },
  };
  return `      { user: ${quote(user)}, password: ${quote(secret)}, permissions: ${JSON.stringify(permissions)} }`;
}

/** @param {string} text */
const quote = (text) => JSON.stringify(text);
