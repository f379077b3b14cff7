import type { OverflowRule } from '#common/contracts/directory.js';
import type { OverflowCause } from '#common/contracts/words.js';

/** A rule that holds now, its place among its queue's (from 1) and what was measured; null: there is nothing to measure. */
export interface Due {
  readonly rule: OverflowRule;
  readonly place: number;
  readonly measured: number | null;
}

/** What a line and a caller in it are held against. Measured when a rule asks for it, because most do not. */
export interface Measures {
  /** In this line, ms. */
  readonly waited: number;
  /** ms still to wait; undefined: nobody knows. */
  readonly estimate: () => number | undefined;
  /** Callers in line up to her, and she herself. */
  readonly length: () => number;
  /** Somebody who could serve her is signed in. */
  readonly present: () => boolean;
  readonly open: () => boolean;
}

/** The first rule that holds and that this caller may follow. */
export function dueRule(
  rules: readonly OverflowRule[],
  m: Measures,
  may: (rule: OverflowRule) => boolean,
): Due | undefined {
  for (const [n, rule] of rules.entries()) {
    const measured = may(rule) ? HOLDS[rule.when](rule.over, m) : undefined;
    if (measured !== undefined) return { rule, place: n + 1, measured };
  }
  return undefined;
}

/** What was measured, when the rule holds. An estimate that nobody knows holds no rule. */
const HOLDS: Record<OverflowCause, (over: number, m: Measures) => number | null | undefined> = {
  waited: (over, { waited }) => (waited >= over ? waited : undefined),
  estimate: (over, m) => {
    const estimate = m.estimate();
    return estimate !== undefined && estimate > over ? Math.round(estimate) : undefined;
  },
  length: (over, m) => {
    const length = m.length();
    return length > over ? length : undefined;
  },
  nobody: (over, m) => (m.waited >= over && !m.present() ? null : undefined),
  closed: (over, m) => (m.waited >= over && !m.open() ? null : undefined),
};

/** A rule by what it says, so that a change of the set-up that moves it does not make it a new one. */
export const keyOf = (queueId: string, { when, over, to }: OverflowRule): string =>
  `${queueId}/${when}/${over}/${to.do}/${to.queueId ?? to.prompt ?? ''}`;
