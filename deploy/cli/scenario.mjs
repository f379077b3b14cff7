/**
 * A caller for SIPp: calls, talks, presses keys, hangs up after a while, or is hung up on.
 * Keys go by SIP INFO: SIPp sends telephone events only by raw sockets, for which one must be root.
 * @param {{ voice: string, keys: string[], pressAfterMs: number, durationMs: number }} options `voice`: a raw A-law file
 * @returns {string} XML
 */
export function callerScenario({ voice, keys, pressAfterMs, durationMs }) {
  const gap = 3000;
  const pressed = pressAfterMs + gap * Math.max(0, keys.length - 1);
  const left = Math.max(500, durationMs - (keys.length ? pressed : 0));
  const steps = keys.map((key, i) => wait(i ? gap : pressAfterMs, i + 1) + press(key, i + 2));
  return `<?xml version="1.0" encoding="UTF-8"?>
<scenario name="caller">
  <send retrans="500" start_rtd="1">${message('INVITE sip:[service]@[remote_ip]:[remote_port]', '1 INVITE', '', SDP)}</send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="183" optional="true"/>
  <recv response="200" rtd="1" rrs="true" timeout="60000"/>
  <send counter="1">${message('ACK [next_url]', '1 ACK', '[peer_tag_param]')}</send>
  <nop><action><exec rtp_stream="${voice},-1,8"/></action></nop>
${steps.join('')}${wait(left, 90)}
  <label id="90"/>
  <send retrans="500">${message('BYE [next_url]', `${keys.length + 2} BYE`, '[peer_tag_param]')}</send>
  <recv request="BYE" optional="true" next="98"/>
  <recv response="200" next="99"/>
  <label id="98"/>
  <send counter="2"><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <label id="99"/>
  <ResponseTimeRepartition value="10, 50, 100, 500, 1000, 2000, 5000"/>
</scenario>
`;
}

/** Waits for the other side to hang up, and goes on at a label when it does not. @param {number} ms @param {number} label */
const wait = (ms, label) => `  <recv request="BYE" timeout="${Math.round(ms)}" ontimeout="${label}" next="98"/>\n`;

/** @param {string} key @param {number} cseq */
const press = (key, cseq) => `  <label id="${cseq - 1}"/>
  <send retrans="500">${message('INFO [next_url]', `${cseq} INFO`, '[peer_tag_param]', { type: 'application/dtmf-relay', body: `Signal=${key}\nDuration=160\n` })}</send>
  <recv request="BYE" optional="true" next="98"/>
  <recv response="200"/>
`;

const SDP = {
  type: 'application/sdp',
  body: `v=0
o=caller 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [rtpstream_audio_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000
a=ptime:20
`,
};

/** @param {string} line @param {string} cseq @param {string} to what follows the To address @param {{ type: string, body: string }} [content] */
function message(line, cseq, to, content) {
  return `<![CDATA[
${line} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: "[field0]" <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${to}
Call-ID: [call_id]
CSeq: ${cseq}
Contact: <sip:[field0]@[local_ip]:[local_port]>
Max-Forwards: 70
${content ? `Content-Type: ${content.type}\n` : ''}Content-Length: ${content ? '[len]' : '0'}

${content?.body ?? ''}]]>`;
}
