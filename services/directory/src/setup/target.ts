import type { Draft, Left } from './draft.js';
import { idOf, KEPT, type Part, partNames, type Whole } from './setup.js';

/** The parts that a document speaks of. One that it leaves out is not touched. */
export type Target = { readonly [P in Part]?: readonly object[] };

/**
 * What has to be put and taken away so that `whole` becomes `target`. Things that history names stay where the target does
 * not have them, and people are neither made nor unmade by a configuration; all of this is told.
 */
export function draftTowards(whole: Whole, target: Target, { passStrangers }: { passStrangers: boolean }) {
  const draft: { put: Draft['put']; remove: Draft['remove'] } = { put: {}, remove: {} };
  const left: Left[] = [];
  const agents = new Set(whole.agents.map((a) => a.id));
  for (const part of partNames) {
    const items = target[part];
    if (!items) continue;
    const named = new Set(items.map((item) => idOf(item)));
    const gone = (whole[part] as readonly object[]).map((item) => idOf(item)).filter((id) => !named.has(id));
    const away = (id: string) => part === 'agents' && passStrangers && !agents.has(id);
    draft.put[part] = items.filter((item) => !away(idOf(item))) as Record<string, unknown>[];
    left.push(...[...named].filter(away).map((id): Left => ({ part, id, why: 'no-agent-now' })));
    if (KEPT.has(part))
      left.push(...gone.map((id): Left => ({ part, id, why: part === 'agents' ? 'agent-not-named' : 'in-history' })));
    else draft.remove[part] = gone;
  }
  return { draft, left };
}
