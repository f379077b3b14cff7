import { type AriClient, gone } from '../ari/index.js';
import type { EndpointObjects } from './objects.js';

const CLASS = 'res_pjsip';
/** An endpoint that names an auth or aor which is not there yet is refused. */
const ORDER = ['auth', 'aor', 'endpoint'] as const;

/** Makes or replaces an endpoint in a running Asterisk; it is there until Asterisk ends. */
export async function push(ari: AriClient, name: string, objects: EndpointObjects): Promise<void> {
  await Promise.all(
    ORDER.map((type) => {
      const attributes = objects[type];
      if (!attributes) return undefined;
      const fields = Object.entries(attributes).map(([attribute, value]) => ({ attribute, value }));
      return ari.asterisk.updateObject(CLASS, type, name, { fields });
    }),
  );
}

export async function remove(ari: AriClient, name: string): Promise<void> {
  await Promise.all([...ORDER].reverse().map((type) => gone(ari.asterisk.deleteObject(CLASS, type, name))));
}
