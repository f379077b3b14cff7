import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A quarter of a second of A-law, which no other prompt has in common. */
const ENOUGH = 2000;
/** Silence in A-law, the way Asterisk codes a zero. */
const QUIET = new Set([0xd5, 0x55]);

/** Takes the audio that a caller gets, as it was sent: prompts lie in her codec, so that what is heard is the file itself. */
export class Ear {
  private readonly heard: Buffer[] = [];

  private constructor(
    private readonly socket: Socket,
    private readonly soundsDir: string,
  ) {
    // RTP (RFC 3550): twelve bytes of header, no extensions here; type 8 is A-law.
    socket.on('message', (packet) => {
      if ((packet[1]! & 0x7f) === 8) this.heard.push(packet.subarray(12));
    });
  }

  static async open(soundsDir: string, ip = '127.0.0.1'): Promise<Ear> {
    const socket = createSocket('udp4').bind(0, ip);
    await once(socket, 'listening');
    return new Ear(socket, soundsDir);
  }
  get port(): number {
    return this.socket.address().port;
  }
  close(): void {
    this.socket.close();
  }
  /** Bytes so far: a place in time. */
  get now(): number {
    return this.all.length;
  }

  /** Whether a quarter of a second from this part of the prompt was heard since `after`. */
  hears(prompt: string, part: 'begin' | 'middle' | 'end' = 'middle', language = 'en', after = 0): boolean {
    const file = join(this.soundsDir, language, 'spillway', `${prompt}.alaw`);
    if (!existsSync(file)) throw new Error(`There is no prompt ${file}`);
    const sound = readFileSync(file);
    // A breath of silence is at both ends of every prompt.
    const at = { begin: 2400, middle: Math.floor(sound.length / 2), end: sound.length - 2 * ENOUGH - 2400 }[part];
    return this.all.subarray(after).includes(sound.subarray(at, at + ENOUGH));
  }
  /** Whether the last tenth of a second is music on hold. */
  hearsMusic(): boolean {
    const music = readFileSync(join(this.soundsDir, 'moh', 'hold.alaw'));
    const last = this.all.subarray(-800);
    return last.length === 800 && music.includes(last);
  }
  /** Whether the last half second was sent, and is silence. */
  hearsSilence(): boolean {
    const last = this.all.subarray(-4000);
    return last.length === 4000 && last.every((byte) => QUIET.has(byte));
  }
  private get all(): Buffer {
    return Buffer.concat(this.heard);
  }
}
