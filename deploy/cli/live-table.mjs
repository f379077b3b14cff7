import { columns, dim } from '../appliance/paint.mjs';

/**
 * Figures that move while calls run: one line that rewrites itself on a terminal, a line every 5 s elsewhere.
 * @param {boolean} silent
 */
export function liveTable(silent) {
  const moving = process.stdout.isTTY;
  let shown = 0;
  let last = 0;
  return {
    /** @param {import('./sipp.mjs').Figures} f */
    show(f) {
      if (silent) return;
      const now = Date.now();
      if (!moving && now - last < 5000) return;
      last = now;
      const [head, row] = columns([
        ['time', 'placed', 'answered', 'in call', 'ended', 'failed'].map(dim),
        [`${f.seconds.toFixed(0)} s`, f.started, f.answered, f.talking, f.done, f.failed].map(String),
      ]).split('\n');
      if (!shown++) process.stdout.write(`\n${head}\n`);
      process.stdout.write(moving ? `\r\u001b[2K${row}` : `${row}\n`);
    },
    end() {
      if (moving && shown) process.stdout.write('\n');
    },
  };
}
