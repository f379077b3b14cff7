import { serves } from '../core/available.js';
import { line } from '../core/line.js';
import type { Agent, Interaction } from '../core/model.js';
import type { State } from '../core/state.js';

/** A way of being in line: the same agents serve all who have it. */
interface Way {
  readonly key: string;
  readonly queueId: string;
  readonly fits: ReadonlySet<string>;
  readonly freshUntil: number;
}
/** What the forward look needs: who is before her, and who may serve any of them or her. */
export interface Ahead {
  /** By rank; she herself is the last. */
  readonly callers: readonly { readonly way: number; readonly queueId: string; readonly here: boolean }[];
  readonly ways: number;
  readonly agents: readonly { readonly id: string; readonly serves: number; readonly work: Work }[];
}
/** What keeps an agent at this moment. */
export type Work =
  | { readonly do: 'nothing' }
  | { readonly do: 'rings'; readonly queueId: string }
  | { readonly do: 'talks' | 'wraps'; readonly queueId: string; readonly since: number };

/** Who fits is asked again so often; sign-ins and skills change rarely. ms */
const FRESH_MS = 3000;
/** A long line is put in order so often, ms; a short one each time. */
const ORDER_MS = 250;
const LONG_LINE = 200;
/** Bits of a small integer: ways beyond are left out of the look. */
const MOST_WAYS = 30;
/** With more agents and callers than this, one of several stands for the others: a look costs no more, and waits are alike. */
const MOST_LOOKED_AT = 400;

/** Looks at the line from one caller's place. Keeps who fits and the order of a long line for a moment, so that a look costs little. */
export class Looks {
  readonly #ways = new Map<string, Way>();
  #order: { readonly at: number; readonly all: readonly Interaction[] } = { at: Number.NEGATIVE_INFINITY, all: [] };

  ahead(s: State, her: Interaction, now: number): Ahead {
    const before = this.#before(s, her, now);
    const each = Math.ceil((before.length + s.agents.size) / MOST_LOOKED_AT);
    const indexes = new Map<string, number>();
    const used: Way[] = [];
    const callers = [...before.filter((_, n) => n % each === 0), her].flatMap((i) => {
      const way = this.#way(s, i, now);
      let index = indexes.get(way.key);
      if (index === undefined) {
        if (used.length === MOST_WAYS && i !== her) return [];
        index = Math.min(used.length, MOST_WAYS);
        indexes.set(way.key, index);
        used.push(way);
      }
      return [{ way: index, queueId: way.queueId, here: i === her || !isAbsent(i) }];
    });
    const able = [];
    for (const a of s.agents.values()) {
      let serves = 0;
      for (const [n, way] of used.entries()) if (way.fits.has(a.id)) serves |= 1 << n;
      if (serves !== 0 && isHere(a)) able.push({ agent: a, serves });
    }
    const agents = able
      .filter((_, n) => n % each === 0)
      .map(({ agent, serves }) => ({ id: agent.id, serves, work: workOf(s, agent) }));
    return { callers, ways: used.length, agents };
  }

  /** Who comes before her, by rank. One who is not in the order yet came last. */
  #before(s: State, her: Interaction, now: number): readonly Interaction[] {
    if (s.waiting.size < LONG_LINE || now - this.#order.at > ORDER_MS) this.#order = { at: now, all: line(s, now) };
    const { all } = this.#order;
    const place = all.findIndex((i) => i.id === her.id);
    return all.slice(0, place < 0 ? all.length : place).filter((i) => i.queueId !== null && s.waiting.has(i.id));
  }

  #way(s: State, i: Interaction, now: number): Way {
    const key = `${i.queueId}/${i.language}`;
    const known = this.#ways.get(key);
    if (known && known.freshUntil > now) return known;
    const fits = serves(s, i.queueId!, i.language);
    const all = new Set([...s.agents.values()].filter((a) => fits(a.id)).map((a) => a.id));
    const way = { key, queueId: i.queueId!, fits: all, freshUntil: now + FRESH_MS };
    this.#ways.set(key, way);
    return way;
  }
}

/** She will be free for work again without choosing anything. */
const isHere = (a: Agent): boolean =>
  a.status === 'available' && a.attached && a.phone !== false && (a.statusAfterTalk ?? 'available') === 'available';
const isAbsent = (i: Interaction): boolean => i.direction === 'outbound';

function workOf(s: State, a: Agent): Work {
  const r = s.ofAgent(a.id)[0];
  if (!r) return { do: 'nothing' };
  const queueId = r.queueId ?? '';
  if (r.state === 'pending') return { do: 'rings', queueId };
  if (r.endedAt !== null) return { do: 'wraps', queueId, since: r.endedAt };
  return { do: 'talks', queueId, since: r.answeredAt ?? r.offeredAt };
}
