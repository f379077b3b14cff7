// The two sides of every call: SIPp scenarios with audio, and how they are started.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sdp = `v=0
o=u 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [rtpstream_audio_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
a=ptime:20`;
const head = (method, cseq, extra = '') => `${method} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:c[call_number]@[local_ip]:[local_port]>;tag=[pid]F[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${cseq > 0 && !method.startsWith('INVITE') ? '[peer_tag_param]' : ''}
Call-ID: [call_id]
CSeq: ${cseq} ${method.split(' ')[0]}
Contact: <sip:c[call_number]@[local_ip]:[local_port]>
Max-Forwards: 70
${extra}`;
const send = (text, attributes = '') => `<send${attributes}><![CDATA[\n${text}\n]]></send>`;
const play = (file) => `<nop><action><exec rtp_stream="${file},-1,8"/></action></nop>`;

/** The stream stops and goes on: what silence suppression, hold or a lost network look like to a recorder. */
const pauses = ([afterMs, forMs] = []) =>
  afterMs
    ? `<pause milliseconds="${afterMs}"/><nop><action><exec rtp_stream="pause"/></action></nop>
<pause milliseconds="${forMs}"/><nop><action><exec rtp_stream="resume"/></action></nop>`
    : '';

const caller = (file, silence) => `<?xml version="1.0"?><scenario name="caller">
${send(head('INVITE sip:[service]@[remote_ip]:[remote_port]', 1, `Content-Type: application/sdp\nContent-Length: [len]\n\n${sdp}`), ' retrans="500"')}
<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="183" optional="true"/>
<recv response="200" rrs="true"/>
${send(head('ACK [next_url]', 1, 'Content-Length: 0\n'))}
${play(file)}${pauses(silence)}
<recv request="BYE"/>
${send('SIP/2.0 200 OK\n[last_Via:]\n[last_From:]\n[last_To:]\n[last_Call-ID:]\n[last_CSeq:]\nContent-Length: 0\n')}
</scenario>`;

const answer = (status, tagged, extra) =>
  `SIP/2.0 ${status}\n[last_Via:]\n[last_From:]\n[last_To:]${tagged ? ';tag=[pid]T[call_number]' : ''}\n[last_Call-ID:]\n[last_CSeq:]\nContact: <sip:[local_ip]:[local_port];transport=[transport]>\n${extra}`;
const agent = (file, silence) => `<?xml version="1.0"?><scenario name="agent">
<recv request="INVITE" rrs="true"/>
${send(answer('180 Ringing', true, 'Content-Length: 0\n'))}
${send(answer('200 OK', true, `Content-Type: application/sdp\nContent-Length: [len]\n\n${sdp}`), ' retrans="500"')}
<recv request="ACK"/>
${play(file)}${pauses(silence)}
<recv request="BYE"/>
${send(answer('200 OK', false, 'Content-Length: 0\n'))}
</scenario>`;

function start(tree, dir, name, scenario, args) {
  const file = join(dir, `${name}.xml`);
  writeFileSync(file, scenario);
  const lib = join(tree, 'usr/lib/x86_64-linux-gnu');
  const loader = ['--library-path', lib, join(tree, 'usr/bin/sipp')];
  const child = spawn(join(tree, 'lib64/ld-linux-x86-64.so.2'), [...loader, '-sf', file, '-nostdin', ...args], {
    cwd: dir,
    stdio: 'ignore',
    env: { ...process.env, TERM: 'dumb', TERMINFO: join(tree, 'usr/share/terminfo') },
  });
  return { pid: child.pid, stop: () => child.kill('SIGKILL') };
}

/** Agents that answer at once: `ip` is theirs, `mediaPort` the first of their RTP ports. */
export const startAgents = (tree, dir, { name, ip, port, mediaPort, voice, silence }) =>
  start(tree, dir, name, agent(voice, silence), ['-i', ip, '-p', port, '-mi', ip, '-mp', mediaPort].map(String));

/** `count` callers, `rate` a second, who wait until they are hung up. */
export const startCallers = (tree, dir, { to, port, mediaPort, count, rate, voice, silence }) =>
  start(
    tree,
    dir,
    'caller',
    caller(voice, silence),
    [
      `127.0.0.1:${to}`,
      '-s',
      '1000',
      '-i',
      '127.0.0.2',
      '-p',
      port,
      '-mi',
      '127.0.0.2',
      '-mp',
      mediaPort,
      '-m',
      count,
      '-r',
      rate,
      '-l',
      4000,
    ].map(String),
  );
