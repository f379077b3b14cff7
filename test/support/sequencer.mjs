import { createRequire } from 'node:module';

const { default: Base } = createRequire(import.meta.url)('@jest/test-sequencer');

/** What people use first, then what breaks it, by name: an order that does not depend on earlier runs. */
export default class Sequencer extends Base {
  /** @param {{ path: string }[]} tests */
  sort(tests) {
    const key = (/** @type {{ path: string }} */ t) => (t.path.includes('/e2e/') ? '0' : '1') + t.path;
    return [...tests].sort((a, b) => key(a).localeCompare(key(b)));
  }
}
