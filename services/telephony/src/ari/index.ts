export { AriClient } from './ari.client.js';
export type { AriLog, AriOptions } from './ari.options.js';
export { AriDisconnected, AriError, AriRefused, AriTimeout } from './errors.js';
export { type EventOf, type EventType, type Expectation, ExpectationMissed } from './events.js';
export type * from './generated/models.js';
export { gone, isGone } from './gone.js';
