import { createSocket } from 'node:dgram';
import { eventually } from '../eventually.mjs';
import { loudest } from '../wav.mjs';
import { alaw, linear, SCALE } from './alaw.mjs';
import { sample } from './tone.mjs';

const [RATE, FRAME_MS, PCMA] = [8000, 20, 8];
const FRAME = (RATE * FRAME_MS) / 1000;
/** What is looked at: the last 200 ms, which tells tones 10 Hz apart from each other well enough. */
const WINDOW = RATE / 5;
/** Quieter than this is nobody: comfort noise and codecs' residue are far below, of full scale. */
const AUDIBLE = 0.02;

/**
 * The ear and mouth of a SIP party: SIPp signals and leaves the audio to this. It answers whoever speaks to it, as behind a
 * NAT (RFC 4961), with a tone of its own, and says what it hears.
 * @param {{ ip: string, hz: number }} who
 */
export async function openEar({ ip, hz }) {
  const socket = createSocket('udp4');
  await new Promise((resolve) => socket.bind(0, ip, () => resolve(undefined)));
  /** @type {import('node:dgram').RemoteInfo | undefined} */ let other;
  const opened = Date.now();
  let last = 0;
  const got = { packets: 0, lost: 0, longestGapMs: 0, firstSoundMs: 0, seq: -1 };
  const heard = new Float64Array(WINDOW);
  socket.on('message', (packet, from) => {
    if ((packet[1] & 0x7f) !== PCMA) return;
    const now = Date.now();
    const seq = packet.readUInt16BE(2);
    got.packets++;
    if (other) got.longestGapMs = Math.max(got.longestGapMs, now - last);
    // A jump back or by thousands is another stream, not a loss (RFC 3550 A.1).
    const missed = (seq - got.seq - 1) & 0xffff;
    if (got.seq >= 0 && missed < 3000) got.lost += missed;
    [other, last, got.seq] = [from, now, seq];
    const frame = packet.subarray(12);
    if (!got.firstSoundMs && frame.some((byte) => Math.abs(linear(byte)) / SCALE > AUDIBLE))
      got.firstSoundMs = now - opened;
    heard.copyWithin(0, frame.length);
    for (let i = 0; i < frame.length; i++) heard[WINDOW - frame.length + i] = linear(frame[i]) / SCALE;
  });

  const packet = Buffer.alloc(12 + FRAME);
  packet[0] = 0x80;
  packet[1] = PCMA;
  packet.writeUInt32BE(hz, 8);
  const began = Date.now();
  let sent = 0;
  const mouth = setInterval(() => {
    // A timer that comes late makes up for it, or the tone would have holes.
    for (const due = (Date.now() - began) / FRAME_MS; sent < due; sent++) {
      packet.writeUInt16BE(sent & 0xffff, 2);
      packet.writeUInt32BE((sent * FRAME) >>> 0, 4);
      for (let i = 0; i < FRAME; i++) packet[12 + i] = alaw(sample(hz, sent * FRAME + i, RATE));
      if (other) socket.send(packet, other.port, other.address);
    }
  }, FRAME_MS);

  const self = {
    ip,
    hz,
    port: socket.address().port,
    /** What came since this was last asked; `firstSoundMs` after the ear was opened, 0: no sound yet. */
    got() {
      const { packets, lost, longestGapMs, firstSoundMs } = got;
      Object.assign(got, { packets: 0, lost: 0, longestGapMs: 0 });
      return { packets, lost, longestGapMs, firstSoundMs };
    },
    /** The strongest frequency, Hz; 0 when nobody is heard. */
    hears() {
      const loud = heard.some((x) => Math.abs(x) > AUDIBLE);
      return loud && Date.now() - last < 200 ? loudest(heard, RATE) : 0;
    },
    /** @param {number} wanted Hz @param {number} [within] ms */
    untilHears: (wanted, within = 10_000) => {
      let now = 0;
      const look = () => {
        now = self.hears();
        return Math.abs(now - wanted) <= 10;
      };
      return eventually(look, { within, what: `the party that says ${hz} Hz hears ${wanted} Hz` }).catch((error) => {
        throw new Error(`${error.message}; it heard ${now}`);
      });
    },
    stop() {
      clearInterval(mouth);
      socket.close();
    },
  };
  return self;
}
/** @typedef {Awaited<ReturnType<typeof openEar>>} Ear */
