import { audioContext, note } from './sound.js';

let timer: ReturnType<typeof setInterval> | undefined;

/** Rings until stopped: two notes, twice in three seconds. */
export function startRinging(): void {
  if (timer) return;
  const once = () => {
    const context = audioContext();
    for (const [index, hertz] of [523.25, 659.25, 523.25, 659.25].entries()) {
      note(context, hertz, context.currentTime + index * 0.22, 0.2);
    }
  };
  once();
  timer = setInterval(once, 3_000);
}
export function stopRinging(): void {
  clearInterval(timer);
  timer = undefined;
}
