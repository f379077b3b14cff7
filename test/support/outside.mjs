import { prioritise } from '../../deploy/appliance/priority.mjs';

/** Before anything of ours. */
export const OUTSIDE = { nice: -12, realtime: 12 };

/**
 * Callers and phones have machines of their own elsewhere: what they are late with must not count against us. To be called after
 * the product's start, as all that this process starts inherits it.
 */
export const outsideFirst = () => prioritise(process.pid, OUTSIDE);
