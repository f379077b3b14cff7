/**
 * @callback Say one line of progress for the person who waits
 * @param {string} line
 * @returns {void}
 */

/** @type {Say} stderr, so that a caller's stdout stays its own */
export const sayOnStderr = (line) => void process.stderr.write(`${line}\n`);

/** @type {Say} */
export const saySilently = () => {};

/** Whole megabytes, as package tools count them (10^6). @param {number} bytes */
export const megabytes = (bytes) => `${Math.max(1, Math.round(bytes / 1e6))} MB`;

/** @param {number} ms */
export const seconds = (ms) => (ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);
