/** A PCM WAV of 16 bits. @param {Buffer} wav @returns {{ rate: number, seconds: number, channels: Float64Array[] }} */
export function readWav(wav) {
  let at = 12;
  let count = 1;
  let rate = 8000;
  while (at + 8 <= wav.length) {
    const [name, size] = [wav.toString('latin1', at, at + 4), wav.readUInt32LE(at + 4)];
    if (name === 'fmt ') [count, rate] = [wav.readUInt16LE(at + 10), wav.readUInt32LE(at + 12)];
    if (name === 'data') {
      const frames = Math.floor(Math.min(size, wav.length - at - 8) / 2 / count);
      const channels = Array.from({ length: count }, (_, c) =>
        Float64Array.from({ length: frames }, (_, i) => wav.readInt16LE(at + 8 + 2 * (i * count + c)) / 32768),
      );
      return { rate, seconds: frames / rate, channels };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('No data in this WAV');
}

/** The strongest of the frequencies 100, 110, … 2000 Hz (Goertzel). @param {Float64Array} samples @param {number} rate */
export function loudest(samples, rate) {
  let best = { hz: 0, power: 0 };
  for (let hz = 100; hz <= 2000; hz += 10) {
    const k = 2 * Math.cos((2 * Math.PI * hz) / rate);
    let [a, b] = [0, 0];
    for (const x of samples) [a, b] = [x + k * a - b, a];
    const power = a * a + b * b - k * a * b;
    if (power > best.power) best = { hz, power };
  }
  return best.hz;
}
