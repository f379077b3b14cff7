/** The centre of the traces and its kinds of day. All figures are ours; the forms of the laws are from the papers named where they are used. */

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** 08:00 to 18:00. */
export const DAY_MS = 10 * HOUR;

export interface Line {
  readonly id: string;
  readonly share: number;
  readonly talkMs: number;
}
export const LINES: readonly Line[] = [
  { id: 'sales', share: 0.3, talkMs: 260_000 },
  { id: 'service', share: 0.35, talkMs: 200_000 },
  { id: 'tech', share: 0.2, talkMs: 380_000 },
  { id: 'billing', share: 0.15, talkMs: 180_000 },
];
export const CALLERS_SPEAK = [
  ['en', 0.65],
  ['pl', 0.25],
  ['ru', 0.1],
] as const;
export const WRAP_MS = 20_000;
export const PICKUP_MS = 4000;
/** Deviation of the logarithm: about the coefficient of variation 1 of Brown et al. (2005), table 2. */
export const TALK_SIGMA = 0.8;

/** Calls by half hours from 08:00 against the day's mean: a peak before noon and a lower one after it, as Brown et al. (2005), fig. 1. */
export const PROFILE = [
  0.55, 0.75, 0.95, 1.15, 1.25, 1.3, 1.25, 1.15, 1.0, 0.95, 1.05, 1.1, 1.15, 1.15, 1.1, 1.0, 0.95, 0.85, 0.75, 0.6,
] as const;

/** More of something for a while. `factor` at its beginning; it dies away with `fadeMs`, or stops when that is 0. */
export interface Surge {
  readonly lines: readonly string[];
  readonly from: readonly [number, number];
  readonly lastsMs: number;
  readonly fadeMs: number;
  readonly factor: number;
  readonly talk: number;
}
export interface Kind {
  /** Work that arrives against the work that those on duty can do. */
  readonly load: number;
  /** Coefficient of variation of a whole day's busyness, and of each half hour's. */
  readonly dayVariation: number;
  readonly halfHourVariation: number;
  readonly surges: readonly Surge[];
}
const ALL = LINES.map((l) => l.id);
export const KINDS = {
  calm: { load: 0.78, dayVariation: 0.06, halfHourVariation: 0.08, surges: [] },
  monday: {
    load: 0.86,
    dayVariation: 0.08,
    halfHourVariation: 0.1,
    surges: [{ lines: ALL, from: [0.5 * HOUR, 1 * HOUR], lastsMs: 3 * HOUR, fadeMs: 0, factor: 1.22, talk: 1 }],
  },
  spike: {
    load: 0.82,
    dayVariation: 0.06,
    halfHourVariation: 0.08,
    surges: [
      { lines: ['sales'], from: [2 * HOUR, 7 * HOUR], lastsMs: 1.5 * HOUR, fadeMs: 20 * MINUTE, factor: 6, talk: 1 },
    ],
  },
  outage: {
    load: 0.8,
    dayVariation: 0.06,
    halfHourVariation: 0.08,
    surges: [
      {
        lines: ['tech', 'service'],
        from: [2 * HOUR, 6 * HOUR],
        lastsMs: 1.25 * HOUR,
        fadeMs: 0,
        factor: 1.9,
        talk: 0.8,
      },
    ],
  },
} as const satisfies Record<string, Kind>;
export type Day = keyof typeof KINDS;
export const DAYS = Object.keys(KINDS) as Day[];
