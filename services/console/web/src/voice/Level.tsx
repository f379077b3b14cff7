import { useEffect, useRef } from 'react';
import { meter } from './sound.js';

/** A bar that follows a stream's loudness. `onHeard` is told once when it was clearly not silence. */
export function Level({ stream, label, onHeard }: { stream: MediaStream; label: string; onHeard?: () => void }) {
  const bar = useRef<HTMLDivElement>(null);
  const fill = useRef<HTMLSpanElement>(null);
  const heard = useRef(onHeard);
  heard.current = onHeard;
  useEffect(() => {
    const { level, stop } = meter(stream);
    let loud = 0;
    const timer = setInterval(() => {
      const now = level();
      fill.current?.style.setProperty('transform', `scaleX(${now.toFixed(3)})`);
      bar.current?.setAttribute('aria-valuenow', String(Math.round(now * 100)));
      loud = now > 0.25 ? loud + 1 : loud;
      if (loud === 3) heard.current?.();
    }, 80);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [stream]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: the browser's own meter cannot be drawn alike everywhere
    <div
      ref={bar}
      className="level"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <span ref={fill} />
    </div>
  );
}
