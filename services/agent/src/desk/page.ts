import type { WebSocket } from 'ws';
import { frames, refusedFrames } from '../metrics.js';
import type { Desk } from './desk.js';
import { type PageFrame, readFrame } from './frames.js';

/** A page that sends this many messages that are none is not ours. */
const STRIKES = 3;
/** Messages a page may send at once, and how many more each second; a person with a keyboard stays far below. */
const BURST = 60;
const PER_SECOND = 20;

/** Hears one page’s messages; what is malformed is refused and counted, and the third time the connection ends. */
export function listen(socket: WebSocket, desk: Desk, now: () => number, take: (frame: PageFrame) => void): void {
  let allowance = BURST;
  let countedAt = now();
  const tooFast = () => {
    const at = now();
    allowance = Math.min(BURST, allowance + ((at - countedAt) * PER_SECOND) / 1000) - 1;
    countedAt = at;
    return allowance < 0;
  };
  const refuse = (reason: string) => {
    refusedFrames.inc({ reason });
    return ++desk.strikes >= STRIKES;
  };

  socket.on('message', (data, binary) => {
    if (!desk.open) return;
    if (tooFast()) {
      refuse('too-fast');
      desk.bye('EDGE.TOO_FAST', 1008);
      return;
    }
    const frame = readFrame(data as Buffer, binary);
    if (typeof frame === 'string') {
      if (refuse(frame)) desk.bye('EDGE.MALFORMED', 1008);
      return;
    }
    desk.heardAt = now();
    frames.inc({ direction: 'in', kind: frame.t });
    take(frame);
  });
}
