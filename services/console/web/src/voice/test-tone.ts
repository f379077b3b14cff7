import { useSpeaker } from './devices.js';
import { audioContext } from './sound.js';

/** Two notes through the chosen speaker: by an audio element, because only that can be given a device. */
export function playTestTone(): void {
  const context = audioContext();
  const output = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = output.stream;
  for (const [index, hertz] of [523.25, 783.99].entries()) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = context.currentTime + 0.1 + index * 0.45;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.25, at + 0.03);
    volume.gain.linearRampToValueAtTime(0, at + 0.42);
    tone.connect(volume).connect(output);
    tone.start(at);
    tone.stop(at + 0.45);
  }
  void useSpeaker(element).then(() => element.play().catch(() => undefined));
  setTimeout(() => {
    element.srcObject = null;
  }, 2_000);
}
