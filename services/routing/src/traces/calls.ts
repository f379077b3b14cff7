import { CALLERS_SPEAK, DAY_MS, HOUR, type Kind, LINES, PICKUP_MS, PROFILE, TALK_SIGMA, WRAP_MS } from './kinds.js';
import { type Draw, exponential, gammaAround1, lognormal, pick, stream } from './random.js';
import type { TraceCall } from './trace.js';

const HALF_HOUR = HOUR / 2;

/** When it began is kept for whoever looks at the first minutes of a surge apart. */
export interface SurgeAt {
  readonly from: number;
  readonly until: number;
  readonly lines: readonly string[];
}

/**
 * Arrivals: a doubly stochastic Poisson process. The rate of a half hour is the day's profile times a gamma variable of the
 * whole day times one of the half hour (Avramidis, Deslauriers and L'Ecuyer, Management Science 50(7), 2004: what arrives
 * varies more than Poisson, and half hours of one day go together).
 * Talk: lognormal (Brown et al., JASA 100(469), 2005, section 4.2). Patience: hyperexponential of two phases, whose hazard
 * falls as it does in Brown et al. (2005), section 5, and Mandelbaum and Zeltyn (2004): some leave at once, most stay long.
 */
export function calls(seed: number, kind: Kind, perHour: number): { calls: TraceCall[]; surges: SurgeAt[] } {
  const chance = (name: string) => stream(seed, name);
  const surges = surgesOf(chance('surges'), kind);
  const busy = chance('busy');
  const day = gammaAround1(busy, kind.dayVariation);
  const halves = PROFILE.map((p) => p * day * gammaAround1(busy, kind.halfHourVariation));
  const made: TraceCall[] = [];
  for (const line of LINES) {
    const when = chance(`arrivals ${line.id}`);
    const what = chance(`callers ${line.id}`);
    const mine = kind.surges.map((s, n) => ({ ...s, at: surges[n]!.from })).filter((s) => s.lines.includes(line.id));
    const factor = (at: number, of: 'factor' | 'talk') =>
      mine.reduce((f, s) => {
        if (at < s.at || at > s.at + s.lastsMs) return f;
        return f * (1 + (s[of] - 1) * (s.fadeMs && of === 'factor' ? Math.exp((s.at - at) / s.fadeMs) : 1));
      }, 1);
    const highest = Math.max(...halves) * mine.reduce((f, s) => f * Math.max(1, s.factor), 1);
    const mean = HOUR / (perHour * line.share * highest);
    // Thinning (Lewis and Shedler, 1979): drawn at the highest rate, kept as often as the rate of that moment asks for.
    for (let at = exponential(when, mean); at < DAY_MS; at += exponential(when, mean)) {
      const rate = halves[Math.floor(at / HALF_HOUR)]! * factor(at, 'factor');
      if (when() < rate / highest) made.push(caller(what, line.id, line.talkMs * factor(at, 'talk'), at));
    }
  }
  made.sort((a, b) => a.at - b.at);
  return { calls: made.map((c, i) => ({ ...c, id: `call-${i + 1}` })), surges };
}

/** A tenth have no patience at all (20 s on average), the others some minutes. */
const PATIENCE = [
  [20_000, 0.1],
  [390_000, 0.9],
] as const;

const caller = (draw: Draw, queueId: string, talkMs: number, at: number): TraceCall => ({
  type: 'call',
  at: Math.round(at),
  id: '',
  queueId,
  language: pick(draw, CALLERS_SPEAK),
  priority: 0,
  patience: Math.round(exponential(draw, pick(draw, PATIENCE))),
  pickup: Math.round(Math.min(10_000, lognormal(draw, PICKUP_MS, 0.4))),
  talk: Math.round(Math.max(5000, lognormal(draw, talkMs, TALK_SIGMA))),
  wrap: Math.round(lognormal(draw, WRAP_MS, 0.5)),
});

const surgesOf = (draw: Draw, kind: Kind): SurgeAt[] =>
  kind.surges.map((s) => {
    const from = s.from[0] + draw() * (s.from[1] - s.from[0]);
    return { from, until: from + s.lastsMs, lines: s.lines };
  });
