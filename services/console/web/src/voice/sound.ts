let shared: AudioContext | undefined;

/** One audio context for the page; browsers let it sound after the first click or key. */
export function audioContext(): AudioContext {
  shared ??= new AudioContext();
  if (shared.state === 'suspended') void shared.resume().catch(() => undefined);
  return shared;
}

/** A soft note: `at` in seconds of the context's clock. */
export function note(context: AudioContext, hertz: number, at: number, seconds: number, loudness = 0.12): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + 0.02);
  volume.gain.setValueAtTime(loudness, at + seconds - 0.08);
  volume.gain.linearRampToValueAtTime(0, at + seconds);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + seconds);
}

/** How loud a stream is now, 0 to 1 on a scale that follows hearing. Returns a reader and what ends it. */
export function meter(stream: MediaStream): { level: () => number; stop: () => void } {
  const context = audioContext();
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // -60 dB and less is silence, -10 dB is loud speech.
      return Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-12) + 60) / 50));
    },
    stop: () => source.disconnect(),
  };
}
