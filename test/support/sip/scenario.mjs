/** Pieces of SIPp scenarios. `[field0]` and `-key` stay SIPp's own. */
const sdp = `Content-Type: application/sdp
Content-Length: [len]

v=0
o=u 1 1 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [rtpstream_audio_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-16
a=ptime:20
a=sendrecv`;
const PORT = '[rtpstream_audio_port]';
const sdpOf = (/** @type {number | undefined} */ ear) => (ear ? sdp.replace(PORT, String(ear)) : sdp);
const empty = 'Content-Length: 0\n';
const send = (/** @type {string} */ text, more = ' retrans="500"') => `<send${more}><![CDATA[\n${text}\n]]></send>`;
const pause = (/** @type {number | string} */ ms) => (ms ? `<pause milliseconds="${ms}"/>` : '');
const stream = (/** @type {string} */ file) => `<nop><action><exec rtp_stream="${file},-1,8"/></action></nop>`;
const scenario = (/** @type {string} */ body) =>
  `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="spillway">\n${body}\n</scenario>\n`;

/** @param {string} method @param {string} uri @param {string} cseq @param {string} number @param {string} [body] @param {string} [attributes] */
const request = (method, uri, cseq, number, body = empty, attributes) =>
  send(
    `${method} ${uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:${number}@[local_ip]:[local_port]>;tag=[pid]F[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${method === 'INVITE' ? '' : '[peer_tag_param]'}
Call-ID: [call_id]
CSeq: ${cseq}
Contact: <sip:${number}@[local_ip]:[local_port]>
Max-Forwards: 70
${body}`,
    attributes,
  );
/** @param {string} status @param {string} [body] @param {string} [attributes] */
const answer = (status, body = empty, attributes = '') =>
  send(
    `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]${attributes.includes('bare') ? '' : ';tag=[pid]T[call_number]'}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port];transport=[transport]>
${body}`,
    attributes.replace(' bare', ''),
  );
const okTo = (/** @type {string} */ method) => `<recv request="${method}"/>${answer('200 OK', empty, ' bare')}`;
const play = (/** @type {string} */ file) => `<nop><action><exec play_pcap_audio="pcap/${file}.pcap"/></action></nop>`;
/** Telephone-events (RFC 4733) as SIPp ships them. */
const key = (/** @type {string} */ digit) => play(`dtmf_2833_${{ '*': 'star', '#': 'pound' }[digit] ?? digit}`);

/** Writes a number and the moment into SIPp's log (-trace_logs): `number seconds microseconds`. @param {string} number */
const stamp = (number) => `<gettimeofday assign_to="s,us"/><log message="${number} [$s] [$us]"/>`;

/**
 * @typedef {object} CallerScript
 * @property {string} number as whom; SIPp keywords allowed
 * @property {string} voice A-law file
 * @property {{ after: number, key: string }[]} [keys] pressed so long after what came before, ms
 * @property {number | 'never' | 'held'} hangUp ms after the answer, `never` waits to be hung up, `held` takes SIPp's -d
 * @property {boolean} [media] false: no audio
 * @property {number} [ear] port of somebody else who speaks and hears instead of SIPp
 * @property {boolean} [stamped] logs when the INVITE leaves
 */

/** Somebody who calls. @param {CallerScript} script */
export function callerScenario({ number, voice, keys = [], hangUp, ear, media = !ear, stamped }) {
  const end =
    hangUp === 'never'
      ? okTo('BYE')
      : `${hangUp === 'held' ? '<pause/>' : pause(hangUp)}${request('BYE', '[next_url]', '90 BYE', number)}<recv response="200"/>`;
  // Keys come from captures, which SIPp sends from another port than its streams: such a caller speaks from a capture too.
  const offer = keys.length ? sdp.replace(PORT, '[media_port]') : sdpOf(ear);
  return scenario(`${stamped ? `<nop><action>${stamp(number)}</action></nop>` : ''}${request('INVITE', 'sip:[service]@[remote_ip]:[remote_port]', '1 INVITE', number, offer)}
<recv response="100" optional="true"/><recv response="180" optional="true"/><recv response="183" optional="true"/>
<recv response="200" rtd="true" rrs="true"/>
${request('ACK', '[next_url]', '1 ACK', number, empty, '')}
${keys.length || !media ? '' : stream(voice)}
${keys.map((k) => pause(k.after) + key(k.key)).join('\n')}
${keys.length ? `${pause(400)}${play('g711a')}` : ''}
${end}`);
}

/**
 * @typedef {object} PhoneScript what an agent's desk phone does with every call
 * @property {string} voice A-law file
 * @property {number} [rings] ms before it answers
 * @property {string} [refuses] status instead of an answer, such as `486 Busy Here`
 * @property {boolean} [deaf] rings until it is cancelled
 * @property {number} [hangsUp] ms after the answer; without it waits to be hung up
 * @property {boolean} [media]
 * @property {number} [ear] as a caller's
 * @property {boolean} [stamped] logs who calls when the INVITE comes
 */

/** @param {PhoneScript} script */
export function phoneScenario({ voice, rings = 0, refuses, deaf, hangsUp, ear, media = !ear, stamped }) {
  const head = `<recv request="INVITE" rrs="true"><action>
<ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/><ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>${stamped ? `<ereg regexp="sip:([^@]+)@" search_in="hdr" header="From:" assign_to="uri,who"/>${stamp('[$who]')}` : ''}
</action></recv><Reference variables="from,to${stamped ? ',uri' : ''}"/>
${answer('180 Ringing')}`;
  if (deaf)
    return scenario(
      `${head}<recv request="CANCEL"/>${answer('200 OK', empty, ' bare')}${answer('487 Request Terminated')}<recv request="ACK"/>`,
    );
  if (refuses) return scenario(`${head}${pause(rings)}${answer(refuses)}<recv request="ACK"/>`);
  const bye =
    hangsUp === undefined
      ? okTo('BYE')
      : `${pause(hangsUp)}${send(`BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From:[$to];tag=[pid]T[call_number]
To:[$from]
Call-ID: [call_id]
CSeq: 2 BYE
Max-Forwards: 70
${empty}`)}<recv response="200"/>`;
  return scenario(`${head}${pause(rings)}${answer('200 OK', sdpOf(ear), ' retrans="500"')}<recv request="ACK"/>
${media ? stream(voice) : ''}${bye}<timewait milliseconds="200"/>`);
}
