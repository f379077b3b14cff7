/** The three PJSIP objects that make one endpoint; attributes as in pjsip.conf. */
export interface EndpointObjects {
  readonly auth?: Readonly<Record<string, string>>;
  readonly aor: Readonly<Record<string, string>>;
  readonly endpoint: Readonly<Record<string, string>>;
}

/** `100rel` costs a round trip at each answer and is on by default for run-time endpoints. */
const BASE = { direct_media: 'no', '100rel': 'no', rtp_symmetric: 'yes', allow_transfer: 'no', disallow: 'all' };
const AGENTS = 'from-agent';
const VISITORS = 'from-web';

const webrtc = (name: string, context: string): Record<string, string> => ({
  ...BASE,
  aors: name,
  auth: name,
  context,
  webrtc: 'yes',
  dtls_auto_generate_cert: 'yes',
  allow: 'opus,ulaw,alaw',
});
/** `digest` is MD5(user:realm:password), RFC 7616: the password itself is known to the page alone. */
const auth = (name: string, digest: string) => ({ auth_type: 'md5', username: name, realm: REALM, md5_cred: digest });

export const REALM = 'asterisk';

/** An agent's browser. One that sends no audio for `rtpTimeoutS` seconds is hung up, and so counts as lost. */
export const browserPhone = (name: string, digest: string, rtpTimeoutS: number): EndpointObjects => ({
  auth: auth(name, digest),
  aor: { max_contacts: '1', remove_existing: 'yes', maximum_expiration: '600', minimum_expiration: '30' },
  endpoint: { ...webrtc(name, AGENTS), rtp_timeout: String(rtpTimeoutS), device_state_busy_at: '2' },
});

/**
 * A desk phone at a fixed address. It has no password, so nobody may register as it, and nobody is it by giving its name:
 * its agent's calls would ring at a stranger's.
 */
export const deskPhone = (name: string, uri: string): EndpointObjects => ({
  aor: { max_contacts: '0', contact: uri },
  endpoint: { ...BASE, aors: name, context: AGENTS, allow: 'alaw,ulaw,opus', identify_by: 'ip' },
});

/** A visitor of the call-us page: may dial entries and nothing else. */
export const visitorPhone = (name: string, digest: string, language: string): EndpointObjects => ({
  auth: auth(name, digest),
  aor: { max_contacts: '1', remove_existing: 'yes' },
  endpoint: { ...webrtc(name, VISITORS), language, rtp_timeout: '20' },
});
