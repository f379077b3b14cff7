import { type LoggerOptions, pino } from 'pino';
import { context } from './context.js';
import { output } from './output.js';

export { withContext, withInteraction } from './context.js';

const level = process.env['SPILLWAY_LOG'] || 'info';
const options: LoggerOptions = {
  level: ['debug', 'info', 'warn', 'error', 'silent'].includes(level) ? level : 'info',
  base: { service: process.env['SPILLWAY_SERVICE'] ?? 'spillway', place: process.env['SPILLWAY_PLACE'] ?? 'site' },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  // A copy: pino writes the line's own fields into what it is given.
  mixin: () => ({ ...context() }),
};
const root = pino(options, output(1));

/** A logger for one part. Lines are JSON on standard output; they carry ids, never names, numbers or texts of customers. */
export const log = (part: string) => root.child({ part });
