// One throw-away Asterisk for the bench: its configuration, its start, its end.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MODULES =
  `res_timing_timerfd res_crypto res_http_websocket res_websocket_client pbx_config func_channel func_callerid
codec_ulaw codec_alaw codec_resample codec_opus_open_source res_format_attr_opus format_pcm format_sln format_wav
bridge_simple bridge_softmix bridge_holding res_pjproject res_sorcery_config res_sorcery_memory res_sorcery_astdb res_rtp_asterisk res_srtp
res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp res_pjsip_endpoint_identifier_ip
res_pjsip_endpoint_identifier_user res_pjsip_caller_id chan_pjsip res_musiconhold app_mixmonitor app_echo
res_stasis res_stasis_answer res_stasis_playback res_stasis_recording res_stasis_snoop app_stasis res_ari res_ari_model
res_ari_applications res_ari_asterisk res_ari_bridges res_ari_channels res_ari_events res_ari_playbacks
res_ari_recordings res_ari_sounds`
    .split(/\s+/)
    .map((name) => `load = ${name}.so`)
    .join('\n');

function configuration(dir, tree, ports) {
  const lib = join(tree, 'usr/lib/x86_64-linux-gnu/asterisk/modules');
  return {
    'asterisk.conf': `[directories]
astetcdir => ${dir}/etc
astmoddir => ${lib}
astvarlibdir => ${dir}/lib
astdbdir => ${dir}/lib
astkeydir => ${dir}/lib
astdatadir => ${tree}/usr/share/asterisk
astspooldir => ${dir}/spool
astrundir => ${dir}/run
astlogdir => ${dir}/log
[options]
verbose = 0
nocolor = yes
hideconnect = yes
maxfiles = 20000
`,
    'modules.conf': `[modules]\nautoload = no\n${MODULES}\n`,
    'http.conf': `[general]\nenabled = yes\nbindaddr = 127.0.0.1\nbindport = ${ports.http}\nsessionlimit = 1000\n`,
    'ari.conf': '[general]\nenabled = yes\n[bench]\ntype = user\nread_only = no\npassword = bench\n',
    'manager.conf': `[general]\nenabled = yes\nbindaddr = 127.0.0.1\nport = ${ports.ami}\n[bench]\nsecret = bench\nread = all\nwrite = all\n`,
    'rtp.conf': `[general]\nrtpstart = ${ports.rtp}\nrtpend = ${ports.rtp + 1999}\nstrictrtp = no\n`,
    'logger.conf': '[general]\ndateformat = %F %T.%3q\n[logfiles]\nmessages = notice,warning,error\n',
    'musiconhold.conf': `[default]\nmode = files\ndirectory = ${dir}/moh\n`,
    'stasis.conf': '[threadpool]\ninitial_size = 5\nmax_size = 50\n',
    'extensions.conf': '[in]\nexten => _X.,1,Stasis(bench,in,${EXTEN})\n same => n,Hangup()\n',
    'pjsip.conf': `[global]
type = global
endpoint_identifier_order = ip,username
[udp]
type = transport
protocol = udp
bind = 127.0.0.1:${ports.sip}
[in]
type = endpoint
context = in
disallow = all
allow = alaw
direct_media = no
[in]
type = identify
endpoint = in
match = 127.0.0.2
${['agent1', 'agent2']
  .map(
    (id, i) => `[${id}]
type = endpoint
context = in
disallow = all
allow = alaw
direct_media = no
aors = ${id}
[${id}]
type = aor
contact = sip:${id}@127.0.0.${3 + i}:${ports.agent}
`,
  )
  .join('')}`,
  };
}

// What Asterisk complains about when it is not there; empty is right.
const EMPTY = ['cel', 'cdr', 'features', 'acl', 'udptl', 'pjproject', 'sorcery', 'ccss', 'codecs', 'indications'];

/** Starts Asterisk from an unpacked tree and waits until ARI answers. Gives {pid, dir, stop}. */
export async function startNode({ tree, dir, ports, moh }) {
  for (const sub of ['etc', 'lib', 'spool/recording', 'spool/monitor', 'run', 'log', 'moh'])
    mkdirSync(join(dir, sub), { recursive: true });
  for (const [name, text] of Object.entries(configuration(dir, tree, ports)))
    writeFileSync(join(dir, 'etc', name), text);
  for (const name of EMPTY) writeFileSync(join(dir, 'etc', `${name}.conf`), '[general]\nenable = no\n');
  writeFileSync(join(dir, 'moh', 'hold.alaw'), moh);
  const lib = join(tree, 'usr/lib/x86_64-linux-gnu');
  const child = spawn(
    join(tree, 'lib64/ld-linux-x86-64.so.2'),
    [
      '--library-path',
      `${lib}:${lib}/pulseaudio`,
      join(tree, 'usr/sbin/asterisk'),
      '-f',
      '-C',
      `${dir}/etc/asterisk.conf`,
    ],
    { stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${ports.http}`;
  const until = Date.now() + 20_000;
  const headers = { authorization: `Basic ${Buffer.from('bench:bench').toString('base64')}` };
  for (;;) {
    const up = await fetch(`${url}/ari/asterisk/ping`, { headers }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`Asterisk did not start, see ${dir}/log`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
  return { pid: child.pid, dir, url, stop };
}

/** Seconds of CPU a process has used. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
