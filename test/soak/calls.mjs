// npm run soak -- calls: a crowd by the command that people use, and nothing of it may be left.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { holdAgainstWitnesses } from '../support/count.mjs';
import { crewEnv, openCrew } from '../support/crew.mjs';
import { eventually } from '../support/eventually.mjs';
import { startSpillway } from '../support/installation.mjs';
import { keepResult, machine, markdownTable, numbersOf } from '../support/result.mjs';
import { spillwayAt } from '../support/spillway.mjs';

const CLI = fileURLToPath(new URL('../../deploy/cli/spillway.mjs', import.meta.url));
const { count, rate, duration, agents } = numbersOf(process.argv.slice(2), { count: 500, rate: 10, duration: 6, agents: 90 });

const started = await startSpillway({ env: { ...crewEnv(agents), SPILLWAY_MAX_CALLS: '1000' } });
try {
  const spillway = spillwayAt(started.home);
  const crew = await openCrew(spillway, agents);
  const since = Date.now();
  console.log(`${agents} agents are available; ${count} calls at ${rate}/s`);
  const cli = await callers(['--to', '1001', '--count', count, '--rate', rate, '--duration', duration, '--press', '', '--json']);
  await spillway.asterisk.untilEmpty(30_000);
  await crew.untilIdle();
  const recorded = () => holdAgainstWitnesses(spillway, since);
  await eventually(
    async () => {
      const { recordings, talks } = await recorded();
      return recordings.stored + recordings.missing >= talks.accepted;
    },
    { within: 120_000, every: 1000, what: 'every recording is stored or named missing' },
  ).catch((error) => console.error(error.message));
  const seen = await recorded();
  const left = (await spillway.asterisk.channels()).length;
  const reserved = crew.desks.filter((desk) => desk.agent.workState !== 'idle').length;
  const ok =
    cli.failed === 0 &&
    left + reserved + seen.open.length === 0 &&
    seen.facts.started === count &&
    seen.facts.once === count &&
    seen.facts.ended === count &&
    seen.cdr === count &&
    seen.recordings.stored === seen.talks.accepted;
  const rows = [
    ['placed (SIPp)', cli.started, count],
    ['failed (SIPp)', cli.failed, 0],
    ['callers in Asterisk’s CDR', seen.cdr, count],
    ['started and ended in the ledger, once each', `${seen.facts.started} / ${seen.facts.once}`, `${count} / ${count}`],
    ['talks', seen.talks.accepted, count],
    ['recordings stored', seen.recordings.stored, seen.talks.accepted],
    ['channels left', left, 0],
    ['agents not idle', reserved, 0],
    ['interactions without an end', seen.open.length, 0],
  ];
  const table = markdownTable(['what', 'found', 'expected'], rows);
  console.log(`\n${table}\n\n${ok ? 'Nothing is left.' : 'SOMETHING IS LEFT OR LOST.'}`);
  keepResult(
    'soak-calls',
    { at: new Date().toISOString(), machine: machine(), count, rate, duration, agents, cli, ...seen, left, reserved, ok },
    `# ${count} calls at ${rate}/s leave nothing behind\n\n\`npm run soak -- calls --count ${count} --rate ${rate}\`: placed by \`npx spillway call\`, answered by ${agents} agents at SIPp desk phones, ${duration} s each, all recorded.\n\n${table}`,
  );
  process.exitCode = ok ? 0 : 1;
  await crew.close();
  await spillway.database.close();
} finally {
  await started.stop();
  if (!process.env.SPILLWAY_KEEP) started.remove();
}
process.exit();

/** @param {(string | number)[]} words @returns {Promise<any>} */
function callers(words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, 'call', ...words.map(String)], {
      env: { ...process.env, SPILLWAY_HOME: started.home, SPILLWAY_PORT: String(started.port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('error', reject).on('exit', () => {
      try {
        resolve(JSON.parse(out));
      } catch {
        reject(new Error(`spillway call said: ${out}`));
      }
    });
  });
}
