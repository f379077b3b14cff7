// npm run bench -- routing [--seeds 12] [--from 101] [--days calm,monday] [--docs]
// The same staff and the same traces under our rules and the rivals', in the twin; and the estimate of the wait against two others.
// Seeds below 100 were used in development; those measured here were not.
import { parseArgs } from 'node:util';
import { machine, writeDown } from '../../soak/parts/write-down.mjs';
import { estimates } from './estimates.mjs';
import { page } from './page.mjs';
import { waiting } from './waiting.mjs';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '12' },
    from: { type: 'string', default: '101' },
    days: { type: 'string', default: 'calm,monday,spike,outage' },
    docs: { type: 'boolean', default: false },
  },
});
const days = values.days.split(',');
const seeds = Array.from({ length: Number(values.seeds) }, (_, n) => Number(values.from) + n);
if (seeds.length < 5) throw new Error('--seeds: a confidence interval needs 5 at least.');

const result = {
  machine: machine(),
  days,
  seeds,
  waiting: await waiting(days, seeds),
  estimates: await estimates(days, seeds),
};
const text = page(result);
console.log(text);
writeDown('bench', 'routing', { result, page: text, docs: values.docs });
