import { buildToRun } from '../appliance/build.mjs';
import { bold, columns, dim, green, red } from '../appliance/paint.mjs';
import { hasSource } from '../appliance/service-daemon.mjs';
import { SERVICES } from '../appliance/services.mjs';
import { ensureBrowser } from '../engines/browser.mjs';
import { sayOnStderr, seconds } from '../engines/say.mjs';
import { ensureTree } from '../engines/tree.mjs';
import { allGroups, chosen, merged } from './groups.mjs';
import { runJest } from './jest.mjs';

/**
 * `npm test [-- --only e2e,routing] [-- further arguments for Jest]`: sets up what is missing and runs every test.
 * The last line is `N passed, N failed`.
 * @param {string[]} words
 * @returns {Promise<number>} exit code
 */
export async function test(words) {
  const began = Date.now();
  const at = words.indexOf('--only');
  const only = at < 0 ? [] : (words[at + 1] ?? '').split(',').filter(Boolean);
  const more = at < 0 ? words : words.toSpliced(at, 2);
  const groups = merged(chosen(allGroups(), only));
  if (!groups.length) {
    sayOnStderr(
      `No tests are called ${only.join(', ')}. There are: ${allGroups()
        .map((g) => g.name)
        .join(', ')}, and every service's name.`,
    );
    return 2;
  }
  await ensureTree();
  // Fetched while the first tests run; the ones that need it wait for it.
  const browser = groups.some((group) => group.browser) ? ensureBrowser() : undefined;
  browser?.catch(() => {});
  await buildToRun(SERVICES.map((service) => service.name).filter(hasSource), sayOnStderr);
  sayOnStderr(`Ready to test after ${seconds(Date.now() - began)}`);
  const lanes = [groups.filter((group) => !group.whole), groups.filter((group) => group.whole)];
  const besides = lanes.every((lane) => lane.length);
  const outcomes = await Promise.all(
    lanes.map(async (lane) => {
      const done = [];
      for (const group of lane) {
        const quiet = besides && !group.whole;
        const behind = quiet && group.computes === true;
        const title = `\n${bold(group.name)} ${dim(group.paths.join(' '))}`;
        if (!quiet) sayOnStderr(title);
        const outcome = await runGroup(group, { more, quiet, behind }, browser);
        done.push({ name: group.name, ...outcome });
        if (quiet) sayOnStderr(`${title}\n${outcome.output}`);
      }
      return done;
    }),
  );
  return report(outcomes.flat(), Date.now() - began);
}

/**
 * @param {import('./groups.mjs').Group} group
 * @param {{ more: string[], quiet: boolean, behind: boolean }} options
 * @param {Promise<string> | undefined} browser
 */
async function runGroup(group, { more, quiet, behind }, browser) {
  const env = { ...process.env };
  if (group.browser) {
    try {
      env.SPILLWAY_CHROMIUM = await browser;
    } catch (error) {
      return {
        passed: 0,
        failed: 1,
        skipped: 0,
        failures: [`${group.name}: no browser: ${error instanceof Error ? error.message : error}`],
        ms: 0,
        output: '',
      };
    }
  }
  return runJest(group, { more, env, quiet, behind });
}

/** @param {(import('./jest.mjs').Outcome & { name: string })[]} outcomes @param {number} ms */
function report(outcomes, ms) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const rows = outcomes.map((o) => [
    o.name,
    green(o.passed),
    o.failed ? red(o.failed) : '0',
    String(o.skipped),
    seconds(o.ms),
  ]);
  console.log(`\n${columns([['tests', 'passed', 'failed', 'skipped', 'time'].map(dim), ...rows])}\n`);
  for (const failure of outcomes.flatMap((o) => o.failures)) console.log(red(`failed: ${failure}`));
  console.log(`All of it took ${seconds(ms)}`);
  const skipped = sum('skipped');
  console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`);
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;
}
