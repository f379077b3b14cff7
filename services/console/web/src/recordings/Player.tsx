import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { explain } from '../auth/api.error.js';
import { clock } from '../i18n/format.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { Notice } from '../ui/Pieces.js';
import { Segments } from '../ui/Segments.js';
import { fetchAudio } from './audio.js';
import type { Recording, Waveform } from './recordings.api.js';
import { columnsOf, maskedParts, outline } from './wave.js';

const COLUMNS = 480;
const SPEEDS = ['1', '1.25', '1.5', '2'] as const;

/** Plays a recording: both sides as a waveform that is also a slider, by mouse and by keyboard. */
export function Player({ recording, waveform }: { recording: Recording; waveform: Waveform | undefined }) {
  const t = useText();
  const audio = useRef<HTMLAudioElement>(null);
  const [part, setPart] = useState(0);
  const [ready, setReady] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState<(typeof SPEEDS)[number]>('1');
  const [trouble, setTrouble] = useState<string>();
  const wanted = useRef(false);
  const fetching = useRef<AbortController>(undefined);
  const length = recording.durationMs ?? waveform?.durationMs ?? 0;
  const masked = maskedParts(recording.masks, recording.startedAt, length);

  useEffect(
    () => () => {
      fetching.current?.abort();
      if (audio.current?.src) URL.revokeObjectURL(audio.current.src);
    },
    [],
  );
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = Number(speed);
  }, [speed]);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setAt((audio.current?.currentTime ?? 0) * 1000), 60);
    return () => clearInterval(timer);
  }, [playing]);

  // Nothing is fetched before somebody wants to hear it: each hearing is on record.
  const load = async () => {
    if (fetching.current) return;
    fetching.current = new AbortController();
    try {
      const blob = await fetchAudio(recording.id, fetching.current.signal, setPart);
      const element = audio.current!;
      element.src = URL.createObjectURL(blob);
      element.currentTime = at / 1000;
      element.playbackRate = Number(speed);
      setReady(true);
      if (wanted.current) await element.play();
    } catch (error) {
      fetching.current = undefined;
      if ((error as Error).name !== 'AbortError') setTrouble(explain(error));
    }
  };
  const toggle = () => {
    const element = audio.current!;
    setTrouble(undefined);
    if (!ready) {
      wanted.current = true;
      void load();
    } else if (element.paused) void element.play();
    else element.pause();
  };
  const seek = (ms: number) => {
    const to = Math.min(Math.max(0, ms), length);
    setAt(to);
    if (ready) audio.current!.currentTime = to / 1000;
  };
  const keys = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: -5_000,
      ArrowRight: 5_000,
      ArrowDown: -5_000,
      ArrowUp: 5_000,
      PageDown: -30_000,
      PageUp: 30_000,
    };
    const step = steps[event.key];
    if (step !== undefined) seek(at + step);
    else if (event.key === 'Home') seek(0);
    else if (event.key === 'End') seek(length);
    else if (event.key === ' ' || event.key === 'Enter') toggle();
    else return;
    event.preventDefault();
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && !event.buttons) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    seek(((event.clientX - left) / width) * length);
  };
  const loading = wanted.current && !ready && !trouble;
  return (
    <div className="player stack">
      {/* biome-ignore lint/a11y/useMediaCaption: a recorded call has no captions; its waveform stands in for its course */}
      <audio
        ref={audio}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        hidden
      />
      <div className="wave-rows">
        <span className="small muted">{t('recordings.caller')}</span>
        <div
          className="wave"
          role="slider"
          tabIndex={0}
          aria-label={t('recordings.position')}
          aria-valuemin={0}
          aria-valuemax={Math.round(length / 1000)}
          aria-valuenow={Math.round(at / 1000)}
          aria-valuetext={t('recordings.position.at', { at: clock(at), of: clock(length) })}
          onKeyDown={keys}
          onPointerDown={point}
          onPointerMove={point}
        >
          <Side points={waveform?.caller ?? []} side={-1} />
          <Side points={waveform?.agent ?? []} side={1} />
          {masked.map(({ from, to }) => (
            <span
              key={from}
              className="masked"
              style={{ left: `${(from / length) * 100}%`, width: `${((to - from) / length) * 100}%` }}
            />
          ))}
          <span className="needle" style={{ left: `${length ? (at / length) * 100 : 0}%` }} />
        </div>
        <span className="small muted">{t('recordings.agent')}</span>
      </div>
      <div className="row">
        <button type="button" className="button primary" onClick={toggle} disabled={loading}>
          <Icon name={playing ? 'hold' : 'play'} />
          {t(loading ? 'app.loading' : playing ? 'recordings.pause' : 'recordings.play')}
        </button>
        <span className="figures">
          {clock(at)} <span className="muted">/ {clock(length)}</span>
        </span>
        {loading && <progress className="fetching" aria-label={t('app.loading')} value={part} />}
        <span className="grow" />
        <Segments
          label={t('recordings.speed')}
          value={speed}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          onChange={setSpeed}
        />
      </div>
      {masked.length > 0 && <p className="small muted">{t('recordings.masked', { n: masked.length })}</p>}
      {trouble && (
        <Notice tone="bad" live="now">
          {trouble}
        </Notice>
      )}
    </div>
  );
}

const Side = ({ points, side }: { points: number[]; side: -1 | 1 }) => (
  <svg
    viewBox={`0 0 ${COLUMNS} 2`}
    preserveAspectRatio="none"
    aria-hidden="true"
    className={side < 0 ? 'caller-side' : 'agent-side'}
  >
    <path d={outline(columnsOf(points, COLUMNS), side)} />
  </svg>
);
