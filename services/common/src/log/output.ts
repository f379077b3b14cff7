import { writeSync } from 'node:fs';

/** How long a reader of our lines who is too slow is waited for in one go, and how often. */
const PAUSE_MS = 20;
const PAUSES = 100;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Where log lines go. A line that cannot be written is dropped: a log on a full disk must not end the talk that it tells of,
 * nor keep a process from ending, as pino's own destination does.
 */
export const output = (fd: number) => ({
  write(line: string): void {
    const bytes = Buffer.from(line);
    for (let at = 0, pauses = 0; at < bytes.length; )
      try {
        at += writeSync(fd, bytes, at);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || ++pauses > PAUSES) return;
        Atomics.wait(pause, 0, 0, PAUSE_MS);
      }
  },
});
