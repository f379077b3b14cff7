import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterEach, describe, expect, it } from '@jest/globals';
import { prioritise, prioritiseBackends } from './priority.mjs';

const began = [];
afterEach(() => {
  for (const end of began.splice(0)) end();
});

/** A process that sleeps, in a session of its own as each of ours. @param {string[]} argv */
function sleeper(argv = ['sleep', '60']) {
  const child = spawn(argv[0], argv.slice(1), { detached: true, stdio: 'ignore' });
  began.push(() => child.kill('SIGKILL'));
  return child;
}
const policyOf = (pid) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[38]);
const permitted = process.getuid?.() === 0;

describe('priorities', () => {
  it('raise a process where the machine permits it, and leave it alone where not', () => {
    const { pid } = sleeper();
    prioritise(pid, { nice: -5, realtime: 3 });
    expect([getPriority(pid), policyOf(pid)]).toEqual(permitted ? [-5, 2] : [0, 0]);
    prioritise(pid, { nice: 7 });
    expect([getPriority(pid), policyOf(pid)]).toEqual([7, 0]);
  });

  it('of PostgreSQL’s processes are those of the service each answers', async () => {
    // A parent like PostgreSQL's: its child has a session of its own and names whom it answers.
    const inner = `require('child_process').spawn('sleep',['60'],{detached:true,argv0:'postgres: spillway_reporting x'})`;
    const { pid } = sleeper([process.execPath, '-e', `${inner};setInterval(()=>{},1e3)`]);
    const children = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    while (children().length === 0) await new Promise((r) => setTimeout(r, 20));
    const [child] = children().map(Number);
    began.push(() => process.kill(child, 'SIGKILL'));
    began.push(prioritiseBackends(pid, (service) => ({ nice: service === 'reporting' ? 4 : 9 })));
    while (getPriority(child) !== 4) await new Promise((r) => setTimeout(r, 20));
    expect(readFileSync(`/proc/${child}/autogroup`, 'utf8')).toContain('nice 4');
  });
});
