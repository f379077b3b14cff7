import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exec } from '../../../deploy/engines/exec.mjs';
import { ensureTree, run } from '../../../deploy/engines/index.mjs';

/** What callers dial to reach it. */
export const APP_QUEUE = '7100';
/** Recordings of its calls, below Asterisk's spool. */
export const FOLDER = 'bench';

/**
 * Sets Asterisk's own queue up beside Spillway, on the node that runs: the module, its members, an extension that leads there.
 * Its members are as many as Spillway's agents and ring at the same phones. Nothing of it is written where a start would
 * find it again but queues.conf, which nobody else reads.
 * @param {import('../../support/spillway.mjs').Spillway} spillway
 * @param {{ members: number, ip: string }} options
 */
export async function setUpAppQueue(spillway, { members, ip }) {
  const dir = join(spillway.home, 'asterisk-a');
  const names = Array.from({ length: members }, (_, i) => `q${String(i + 1).padStart(3, '0')}`);
  writeFileSync(join(dir, 'etc/queues.conf'), queues(names));
  for (const name of names) {
    await push(spillway, 'aor', name, { max_contacts: '1', contact: `sip:${name}@${ip}:5080` });
    // As telephony's own desk phones.
    const more = { direct_media: 'no', '100rel': 'no', rtp_symmetric: 'yes', allow_transfer: 'no' };
    await push(spillway, 'endpoint', name, {
      ...more,
      disallow: 'all',
      allow: 'alaw',
      aors: name,
      context: 'from-agent',
    });
  }
  const tree = await ensureTree();
  const cli = async (/** @type {string} */ line) => {
    const remote = run(tree, 'asterisk', ['-C', join(dir, 'etc/asterisk.conf'), '-rx', line]);
    return exec(remote.file, remote.args, { env: remote.env });
  };
  await cli('module load app_queue.so');
  const extensions = [
    `${APP_QUEUE},1,Goto(app-queue,s,1) into from-outside`,
    's,1,Answer(,i) into app-queue',
    's,2,Queue(bench,,,,,,app-queue-recorded) into app-queue',
    's,3,Hangup() into app-queue',
    // On the member's channel once she has answered: recorded per leg as services/recording does it, and like there not
    // before anybody talks.
    `s,1,MixMonitor(,r(${dir}/spool/${FOLDER}/\${UNIQUEID}-in.wav)t(${dir}/spool/${FOLDER}/\${UNIQUEID}-out.wav)) into app-queue-recorded`,
    's,2,Return() into app-queue-recorded',
  ];
  for (const extension of extensions) await cli(`dialplan add extension ${extension}`);
  return { shows: async () => String((await cli('queue show bench')).stdout ?? '') };
}

const queues = (/** @type {string[]} */ names) => `[general]
persistentmembers = no
autofill = yes
log_membername_as_agent = no
[bench]
strategy = rrmemory
ringinuse = no
timeout = 15
retry = 1
wrapuptime = 0
musicclass = default
announce-frequency = 0
periodic-announce-frequency = 0
joinempty = yes
leavewhenempty = no
${names.map((name) => `member => PJSIP/${name}`).join('\n')}
`;

/** @param {import('../../support/spillway.mjs').Spillway} spillway @param {string} type @param {string} name @param {Record<string, string>} attributes */
async function push(spillway, type, name, attributes) {
  const fields = Object.entries(attributes).map(([attribute, value]) => ({ attribute, value }));
  await spillway.asterisk.ask('a', `asterisk/config/dynamic/res_pjsip/${type}/${name}`, 'PUT', { fields });
}
