import { checkAgent } from './check/agents.js';
import { checkFlow } from './check/flows.js';
import { checkCycles } from './check/overflow.js';
import { type Problem, pathOf, wrong } from './check/problem.js';
import { checkQueue } from './check/queues.js';
import { checkServed } from './check/serve.js';
import { checkTwice } from './check/twice.js';
import type { Whole } from './setup.js';

export type { Problem } from './check/problem.js';

/** Everything in a set-up that telephony or routing could not act upon, errors first. Empty when it is sound. */
export function check(whole: Whole): Problem[] {
  const ids = (part: 'queues' | 'flows' | 'teams') => new Set(whole[part].map(({ id }) => id));
  const [queues, flows, teams] = [ids('queues'), ids('flows'), ids('teams')];
  const found = [
    ...checkTwice(whole),
    ...whole.queues.flatMap((q) => checkQueue(q, queues, teams)),
    ...checkCycles(whole.queues),
    ...whole.agents.flatMap((a) => checkAgent(a, queues, teams)),
    ...whole.flows.flatMap((f) => checkFlow(f, queues)),
    ...whole.entries.flatMap((e) => checkEntry(e, flows)),
    ...checkServed(whole),
  ];
  return [...found.filter((p) => p.weight === 'error'), ...found.filter((p) => p.weight === 'warning')];
}

/** What is wrong after a change and was not before: nobody has to mend another's mistake to save her own work. */
export function newIn(after: readonly Problem[], before: readonly Problem[]): Problem[] {
  const known = new Set(before.map(keyOf));
  return after.filter((p) => !known.has(keyOf(p)));
}
const keyOf = ({ code, path, weight }: Problem) => `${code} ${path} ${weight}`;

function checkEntry({ number, flowId }: Whole['entries'][number], flows: ReadonlySet<string>): Problem[] {
  return [
    ...(/^[0-9]{1,20}$/.test(number)
      ? []
      : [
          wrong(
            'BAD_NUMBER',
            pathOf('entries', number),
            `${number} cannot be dialled: write it in digits, as the trunk delivers it.`,
          ),
        ]),
    ...(flows.has(flowId)
      ? []
      : [
          wrong(
            'UNKNOWN_FLOW',
            pathOf('entries', number, 'flowId'),
            `There is no flow ${flowId}: make it first, or name another.`,
          ),
        ]),
  ];
}
