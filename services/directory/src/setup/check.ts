import type { Flow, FlowStep, QueueConfig } from '#common/contracts/directory.js';
import { LANGUAGES } from '#common/contracts/words.js';
import type { Setup } from './setup.js';

/** One thing that is wrong, by its stable code and where it stands. */
export interface Problem {
  readonly code: string;
  readonly at: string;
  readonly detail: string;
}

/** Everything in a set-up that telephony or routing could not act upon. Empty when it is sound. */
export function check(setup: Setup): Problem[] {
  const queues = new Set(setup.queues.map((q) => q.id));
  const flows = new Set(setup.flows.map((f) => f.id));
  return [
    ...setup.queues.flatMap(checkQueue),
    ...setup.flows.flatMap((f) => checkFlow(f, queues)),
    ...setup.entries
      .filter((e) => !flows.has(e.flowId))
      .map((e) => problem('UNKNOWN_FLOW', `entry ${e.number}`, `There is no flow ${e.flowId}.`)),
  ];
}

function checkQueue(q: QueueConfig): Problem[] {
  const at = `queue ${q.id}`;
  const positive = { serviceLevelMs: q.serviceLevelMs, ringMs: q.ringMs, retentionDays: q.retentionDays };
  return [
    ...Object.entries(positive)
      .filter(([, value]) => value <= 0)
      .map(([name]) => problem('BAD_QUEUE', at, `${name} must be more than 0.`)),
    ...Object.entries({ wrapMs: q.wrapMs, lostMs: q.lostMs })
      .filter(([, value]) => value < 0)
      .map(([name]) => problem('BAD_QUEUE', at, `${name} must not be negative.`)),
    ...Object.entries(q.skills)
      .filter(([, level]) => level < 1 || level > 10)
      .map(([skill]) => problem('BAD_QUEUE', at, `The level of ${skill} must be 1 to 10.`)),
  ];
}

/** Steps that end the caller's way by themselves and need no `next`. */
const LAST = new Set<FlowStep['do']>(['queue', 'hangup']);

function checkFlow(flow: Flow, queues: ReadonlySet<string>): Problem[] {
  const steps = new Set(flow.steps.map((s) => s.id));
  const found: Problem[] = [];
  const at = (step?: FlowStep) => (step ? `flow ${flow.id}, step ${step.id}` : `flow ${flow.id}`);
  if (steps.size !== flow.steps.length) found.push(problem('STEP_TWICE', at(), 'Two steps have the same id.'));
  if (!steps.has(flow.start))
    found.push(problem('UNKNOWN_STEP', at(), `It starts at ${flow.start}, which does not exist.`));
  for (const step of flow.steps) {
    for (const to of leadsTo(step))
      if (!steps.has(to)) found.push(problem('UNKNOWN_STEP', at(step), `It leads to ${to}, which does not exist.`));
    for (const [code, detail] of lacks(step, queues)) found.push(problem(code, at(step), detail));
  }
  if (found.length === 0)
    for (const step of stuck(flow))
      found.push(
        problem('ENDLESS_FLOW', at(step), 'From here a caller can reach neither a queue nor the end of the call.'),
      );
  return found;
}

/** Where a caller can go from this step. */
function leadsTo(step: FlowStep): string[] {
  const keys = step.do === 'menu' ? Object.values(step.keys ?? {}) : [];
  return [step.next, step.closedNext, ...keys].filter((to) => to !== undefined);
}

function lacks(step: FlowStep, queues: ReadonlySet<string>): [code: string, detail: string][] {
  const missing: [string, string][] = [];
  const need = (there: unknown, what: string) =>
    there === undefined && missing.push(['STEP_INCOMPLETE', `It needs ${what}.`]);
  if (!LAST.has(step.do)) need(step.next, 'a next step');
  if (step.do === 'greeting' || step.do === 'message') need(step.prompt, 'a prompt');
  if (step.do === 'menu' || step.do === 'language') {
    need(step.prompt, 'a prompt');
    need(step.keys && Object.keys(step.keys).length > 0 ? step.keys : undefined, 'keys');
    for (const key of Object.keys(step.keys ?? {}))
      if (!/^[0-9A-D]$/.test(key) && key !== 'star' && key !== 'hash')
        missing.push(['BAD_KEY', `${key} is no key of a phone: 0 to 9, A to D, star or hash.`]);
    if ((step.tries ?? 1) < 1 || (step.tries ?? 1) > 10) missing.push(['BAD_STEP', 'tries must be 1 to 10.']);
  }
  if (step.do === 'language')
    for (const to of Object.values(step.keys ?? {}))
      if (!(LANGUAGES as readonly string[]).includes(to))
        missing.push(['UNKNOWN_LANGUAGE', `There is no language ${to}.`]);
  if (step.do === 'hours') missing.push(...lacksHours(step));
  if (step.do === 'queue') {
    need(step.queueId, 'a queue');
    if (step.queueId !== undefined && !queues.has(step.queueId))
      missing.push(['UNKNOWN_QUEUE', `There is no queue ${step.queueId}.`]);
  }
  return missing;
}

function lacksHours(step: FlowStep): [string, string][] {
  const missing: [string, string][] = [];
  if (!step.closedNext) missing.push(['STEP_INCOMPLETE', 'It needs a step for closed hours.']);
  if (!step.timeZone || !isTimeZone(step.timeZone))
    missing.push(['BAD_HOURS', 'It needs an IANA time zone, for example Europe/Warsaw.']);
  for (const { days, from, to } of step.open ?? []) {
    if (!days.every((d) => d >= 1 && d <= 7)) missing.push(['BAD_HOURS', 'Days are 1 (Monday) to 7 (Sunday).']);
    if (!isTime(from) || !(isTime(to) || to === '24:00') || from >= to)
      missing.push(['BAD_HOURS', 'Hours are from HH:MM to a later HH:MM of the same day; 24:00 is its end.']);
  }
  return missing;
}

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Steps from which no way leads to a step that ends: found backwards from the ends. */
function stuck(flow: Flow): FlowStep[] {
  const ends = new Set(flow.steps.filter((s) => LAST.has(s.do)).map((s) => s.id));
  for (let grew = true; grew; ) {
    const before = ends.size;
    for (const step of flow.steps) if (leadsTo(step).some((to) => ends.has(to))) ends.add(step.id);
    grew = ends.size > before;
  }
  return flow.steps.filter((s) => !ends.has(s.id));
}

const problem = (code: string, at: string, detail: string): Problem => ({ code: `DIRECTORY.${code}`, at, detail });
