/** Full scale of `linear`. */
export const SCALE = 32_768;

/** ITU-T G.711. @param {number} value 16 bit */
export function alaw(value) {
  const magnitude = (value >= 0 ? value : -value - 1) >> 3;
  const segment = Math.max(0, 27 - Math.clz32(magnitude));
  const code = (segment << 4) | ((magnitude >> Math.max(1, segment)) & 0x0f);
  return code ^ (value >= 0 ? 0xd5 : 0x55);
}

/** The other way: a byte as 16 bit. @param {number} byte */
export function linear(byte) {
  const code = byte ^ 0x55;
  const segment = (code >> 4) & 0x07;
  const mantissa = ((code & 0x0f) << 4) + (segment ? 0x108 : 0x08);
  const value = segment > 1 ? mantissa << (segment - 1) : mantissa;
  return code & 0x80 ? value : -value;
}
