// npm run soak -- kills: kill -9 under calls, each service and each step of a call at least once; nothing may be lost but the calls of a killed Asterisk.
import { holdAgainstWitnesses } from '../support/count.mjs';
import { crewEnv, openCrew } from '../support/crew.mjs';
import { eventually } from '../support/eventually.mjs';
import { startSpillway } from '../support/installation.mjs';
import { kill, untilReady, untilRunning } from '../support/processes.mjs';
import { keepResult, machine, markdownTable, numbersOf } from '../support/result.mjs';
import { crowd } from '../support/sip/parties.mjs';
import { spillwayAt } from '../support/spillway.mjs';
import { planOf, STEPS } from '../support/plan.mjs';
import { atStep } from '../support/steps.mjs';

const { seed, kills, rate, agents } = numbersOf(process.argv.slice(2), { seed: 1, kills: 50, rate: 2, agents: 30 });
const started = await startSpillway({ env: { ...crewEnv(agents), SPILLWAY_MAX_CALLS: '1000', SPILLWAY_ASTERISK_COUNT: '2' } });
try {
  const spillway = spillwayAt(started.home);
  const crew = await openCrew(spillway, agents, { rings: 1500, wrapMs: 2000 });
  const services = spillway.run().services.map((/** @type {any} */ s) => s.name);
  const plan = planOf(seed, kills, services);
  const since = Date.now();
  const many = 100_000;
  // Callers who talk, and callers who leave in the greeting or the menu: at any time somebody is at every step.
  const crowds = await Promise.all([
    crowd(spillway.sip('a'), { to: '1001', count: many, rate, holdMs: 6000, prefix: '+4811' }),
    crowd(spillway.sip('b'), { to: '1002', count: many, rate: 1, holdMs: 6000, prefix: '+4822' }),
    crowd(spillway.sip('a'), { to: '1000', count: many, rate: 1, holdMs: 9000, prefix: '+4833' }),
  ]);
  /** @type {any[]} */ const done = [];
  for (const [n, { victim, node, step }] of plan.entries()) {
    const hit = await atStep(spillway, step);
    const lines = victim === 'asterisk' ? (await spillway.asterisk.channels()).filter((c) => c.node === node).length : 0;
    const pid = kill(spillway, victim, { node });
    const at = Date.now() - since;
    let backMs = null;
    if (services.includes(victim)) {
      backMs = await untilRunning(spillway, victim, pid, 60_000);
      await untilReady(spillway, victim, 60_000);
    } else {
      await eventually(() => spillway.engine(victim, node).pid !== pid, { within: 60_000, what: `${victim} runs again` });
      await Promise.all(services.map((/** @type {string} */ s) => untilReady(spillway, s, 60_000)));
    }
    done.push({ n: n + 1, at, victim: node ? `${victim} ${node}` : victim, step, interaction: hit, pid, backMs, lines });
    console.log(`${n + 1}/${kills} at ${(at / 1000).toFixed(1)} s: kill -9 ${victim} ${node ?? ''} while ${hit} was at ${step}${backMs === null ? '' : `; back after ${backMs} ms`}`);
  }
  for (const each of crowds) each.drain();
  await Promise.all(crowds.map((each) => each.ended));
  await spillway.asterisk.untilEmpty(60_000).catch((error) => console.error(error.message));
  await crew.untilIdle().catch((error) => console.error(error.message));
  const whole = () => holdAgainstWitnesses(spillway, since);
  await eventually(async () => (await whole()).open.length === 0, { within: 120_000, every: 1000, what: 'every interaction has its end' }).catch(
    (error) => console.error(error.message),
  );
  const seen = await whole();
  const sum = (/** @type {string} */ name) => crowds.reduce((total, each) => total + Number(each.figures()[name] ?? 0), 0);
  const sipp = { created: sum('TotalCallCreated'), ended: sum('SuccessfulCall(C)'), failed: sum('FailedCall(C)') };
  const killedLines = done.reduce((total, each) => total + each.lines, 0);
  const reserved = crew.desks.filter((desk) => desk.agent.workState !== 'idle').length;
  const left = (await spillway.asterisk.channels()).length;
  const wentThrough = seen.facts.started === seen.facts.different && seen.facts.ended === seen.facts.once;
  const ok = wentThrough && sipp.failed <= killedLines && seen.open.length + left + reserved === 0 && seen.talks.entered === seen.talks.left;
  const rows = [
    ['callers (SIPp)', sipp.created, ''],
    ['failed (SIPp)', sipp.failed, `at most ${killedLines}, on a killed Asterisk`],
    ['callers in Asterisk’s CDR', seen.cdr, 'all but those on a killed Asterisk'],
    ['started, ended in the ledger', `${seen.facts.started}, ${seen.facts.ended}`, 'the same'],
    ['told twice', seen.facts.started - seen.facts.different + seen.facts.ended - seen.facts.once, 0],
    ['entered, left the line', `${seen.talks.entered}, ${seen.talks.left}`, 'the same'],
    ['talks, recordings stored', `${seen.talks.accepted}, ${seen.recordings.stored}`, ''],
    ['interactions without an end', seen.open.length, 0],
    ['channels left, agents not idle', `${left}, ${reserved}`, '0, 0'],
  ];
  const table = markdownTable(['what', 'found', 'expected'], rows);
  const hits = markdownTable(
    ['victim', ...STEPS],
    [...new Set(done.map((d) => d.victim))].sort().map((v) => [v, ...STEPS.map((s) => done.filter((d) => d.victim === v && d.step === s).length)]),
  );
  console.log(`\n${table}\n\n${hits}\n\n${ok ? 'Nothing was lost.' : 'SOMETHING WAS LOST OR LEFT.'}`);
  keepResult(
    'soak-kills',
    { at: new Date().toISOString(), machine: machine(), seed, kills: done, rate, agents, sipp, ...seen, killedLines, left, reserved, ok },
    `# ${kills} times kill -9 under calls\n\n\`npm run soak -- kills --seed ${seed} --kills ${kills}\`: ${rate + 2} calls a second on two Asterisk nodes, ${agents} agents; before each kill a caller was seen at the step named.\n\n${table}\n\n${hits}\n\nEach kill with its time, process and interaction is in soak-kills.json.`,
  );
  process.exitCode = ok ? 0 : 1;
  await crew.close();
  await spillway.database.close();
} finally {
  await started.stop();
  if (!process.env.SPILLWAY_KEEP) started.remove();
}
process.exit();
