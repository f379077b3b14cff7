// Tones made and measured: how the bench knows whose voice is in which file.

/** A-law byte of a 16-bit sample (ITU-T G.711). */
function alaw(sample) {
  const mask = sample >= 0 ? 0xd5 : 0x55;
  const magnitude = (sample >= 0 ? sample : -sample - 1) >> 3;
  const segment = Math.max(0, 27 - Math.clz32(magnitude));
  return ((segment << 4) | ((magnitude >> Math.max(1, segment)) & 0x0f)) ^ mask;
}

/** Raw A-law at 8 kHz: what SIPp's rtp_stream plays. */
export function toneAlaw(hertz, seconds) {
  const out = Buffer.alloc(Math.round(8_000 * seconds));
  for (let i = 0; i < out.length; i++) out[i] = alaw(Math.round(12_000 * Math.sin((2 * Math.PI * hertz * i) / 8_000)));
  return out;
}

/** Amplitude (1 = full scale) of one frequency in 16-bit samples, by Goertzel. */
export function amplitude(samples, hertz, rate = 8_000) {
  const k = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let a = 0;
  let b = 0;
  for (const sample of samples) [a, b] = [sample / 32_768 + k * a - b, a];
  return (2 * Math.sqrt(Math.max(0, a * a + b * b - k * a * b))) / samples.length;
}

/** Samples of a 16-bit mono wav, whatever its header claims about the length. */
export function samplesOf(file) {
  const data = file.subarray(44);
  return new Int16Array(data.buffer, data.byteOffset, data.length >> 1);
}

/** The stretches of a recording, 20 ms at a time: [{what, fromMs, toMs}] with what one of the names or `-`. */
export function stretches(samples, tones) {
  const found = [];
  for (let at = 0; at + 160 <= samples.length; at += 160) {
    const piece = samples.subarray(at, at + 160);
    const what =
      Object.entries(tones)
        .filter(([, hertz]) => amplitude(piece, hertz) > 0.05)
        .map(([name]) => name)
        .join('+') || '-';
    const last = found.at(-1);
    if (last?.what === what) last.toMs += 20;
    else found.push({ what, fromMs: at / 8, toMs: at / 8 + 20 });
  }
  return found;
}
