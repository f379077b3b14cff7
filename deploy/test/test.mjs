import { buildToRun } from '../appliance/build.mjs';
import { bold, columns, dim, green, red } from '../appliance/paint.mjs';
import { hasSource } from '../appliance/service-daemon.mjs';
import { SERVICES } from '../appliance/services.mjs';
import { ensureBrowser } from '../engines/browser.mjs';
import { sayOnStderr, seconds } from '../engines/say.mjs';
import { ensureTree } from '../engines/tree.mjs';
import { allGroups, chosen } from './groups.mjs';
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
  const groups = chosen(allGroups(), only);
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
  const outcomes = [];
  for (const group of groups) {
    sayOnStderr(`\n${bold(group.name)} ${dim(group.paths.join(' '))}`);
    outcomes.push({ name: group.name, ...(await runGroup(group, more, browser)) });
  }
  return report(outcomes, Date.now() - began);
}

/** @param {import('./groups.mjs').Group} group @param {string[]} more @param {Promise<string> | undefined} browser */
async function runGroup(group, more, browser) {
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
      };
    }
  }
  return runJest(group, { more, env });
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
