import { readRun } from '../../deploy/appliance/run-file.mjs';
import { Api } from './api.mjs';
import { asteriskWitness } from './witness/asterisk.mjs';
import { databaseWitness } from './witness/database.mjs';

/**
 * A running installation, as an outsider may use it, with the keys of its engines for looking behind it.
 * @param {string} home its SPILLWAY_HOME
 */
export function spillwayAt(home) {
  const run = () => {
    const now = readRun(home);
    if (!now) throw new Error(`No Spillway runs from ${home}`);
    return now;
  };
  const site = run().console;
  /** @type {Map<string, Promise<Api>>} */
  const signedIn = new Map();
  const self = {
    home,
    site,
    run,
    port: Number(new URL(site).port),
    /** @param {string} user */
    signInOf(user) {
      const found = run().signIn.find((/** @type {any} */ s) => s.user === user);
      if (!found) throw new Error(`No demonstration sign-in for ${user}`);
      return found;
    },
    /** The API as this user, signed in once. @param {string} user @returns {Promise<Api>} */
    as(user) {
      if (!signedIn.has(user)) {
        const { password } = self.signInOf(user);
        const coming = Api.signIn(site, user, password);
        coming.catch(() => signedIn.delete(user));
        signedIn.set(user, coming);
      }
      return /** @type {Promise<Api>} */ (signedIn.get(user));
    },
    /** @param {string} name @returns {{ pid: number, health: string, metrics: string }} */
    service(name) {
      const found = run().services.find((/** @type {any} */ s) => s.name === name);
      if (!found) throw new Error(`No service ${name} runs`);
      return found;
    },
    /** @param {string} name postgresql, nats, asterisk @param {string} [node] */
    engine(name, node) {
      const found = run().engines.find((/** @type {any} */ e) => e.name === name && (!node || e.node === node));
      if (!found) throw new Error(`No engine ${name} ${node ?? ''} runs`);
      return found;
    },
    /** Host and port of a node's SIP. @param {string} [node] */
    sip: (node = 'a') => self.engine('asterisk', node).address,
  };
  return Object.assign(self, { asterisk: asteriskWitness(self), database: databaseWitness(self) });
}
/** @typedef {ReturnType<typeof spillwayAt>} Spillway */
