/** One channel of a 16-bit PCM WAV file. @param {Buffer} wav @param {number} channel @returns {{ rate: number, channels: number, samples: Int16Array }} */
export function channelOf(wav, channel) {
  const channels = wav.readUInt16LE(22);
  const rate = wav.readUInt32LE(24);
  const start = wav.indexOf('data') + 8;
  const count = Math.floor((wav.length - start) / (2 * channels));
  const samples = Int16Array.from({ length: count }, (_, i) => wav.readInt16LE(start + (i * channels + channel) * 2));
  return { rate, channels, samples };
}

/**
 * How much of a signal's energy is one tone, 0 to 1 (Goertzel's algorithm over the whole length).
 * @param {{ rate: number, samples: Int16Array }} sound @param {number} hz
 */
export function shareOf({ rate, samples }, hz) {
  const w = (2 * Math.PI * hz) / rate;
  const c = 2 * Math.cos(w);
  let [s1, s2, energy] = [0, 0, 0];
  for (const x of samples) {
    [s1, s2] = [x + c * s1 - s2, s1];
    energy += x * x;
  }
  const power = s1 * s1 + s2 * s2 - c * s1 * s2;
  return energy === 0 ? 0 : (2 * power) / (samples.length * energy);
}
