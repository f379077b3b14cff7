import { randomBytes } from 'node:crypto';

/** This process among all gateways; new at each start, so that nothing meant for the one before reaches it. */
export const GATEWAY = `g${randomBytes(9).toString('hex')}`;
