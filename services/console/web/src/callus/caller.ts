import type { Language } from '#common/contracts/words.js';
import { ApiError } from '../auth/api.error.js';
import { ask } from '../auth/http.js';
import { createStore } from '../ui/store.js';
import { type MicrophoneTrouble, openMicrophone } from '../voice/devices.js';
import type { Leg } from '../voice/leg.js';
import { Line } from '../voice/line.js';

/** What the site gives a visitor for one call. */
interface VisitorSession {
  wsPath: string;
  user: string;
  password: string;
  uri: string;
  /** Whom to call, a SIP address. */
  target: string;
  iceServers?: RTCIceServer[];
}

export type CallPhase = 'idle' | 'microphone' | 'connecting' | 'up' | 'weak' | 'ended';
export type CallTrouble = MicrophoneTrouble | 'too-many' | 'unreachable' | { cause: string };
export interface CallState {
  phase: CallPhase;
  startedAt?: number;
  muted: boolean;
  trouble?: CallTrouble;
}

const CONNECT_MS = 10_000;

/** A visitor's call: a microphone, a line of its own, one leg. */
export class Caller {
  readonly state = createStore<CallState>({ phase: 'idle', muted: false });
  private leg: Leg | undefined;
  private line: Line | undefined;

  async call(language: Language): Promise<void> {
    this.state.set({ phase: 'microphone', muted: false });
    try {
      // Asked for before anything else: a call without microphone would be a silence for the agent.
      for (const track of (await openMicrophone()).getTracks()) track.stop();
      this.change({ phase: 'connecting' });
      const given = await visitorSession(language);
      this.line = await connected(given);
      this.follow(this.line.call(given.target, 'visitor'));
    } catch (error) {
      this.end(troubleOf(error));
    }
  }

  hangUp(): void {
    this.leg?.close();
    this.end();
  }
  press(digit: string): void {
    this.leg?.sendDigit(digit);
  }
  mute(on: boolean): void {
    this.leg?.mute(on);
    this.change({ muted: on });
  }

  private follow(leg: Leg) {
    this.leg = leg;
    leg.state.subscribe(() => {
      const { phase, failure } = leg.state.get();
      if (phase === 'up' && !this.state.get().startedAt) this.change({ startedAt: Date.now() });
      if (phase === 'up' || phase === 'weak') this.change({ phase });
      if (phase === 'ended') this.end(failure && failure !== 'Canceled' ? { cause: failure } : undefined);
    });
  }
  private end(trouble?: CallTrouble) {
    const { line } = this;
    this.leg = this.line = undefined;
    // JsSIP still has to send its BYE.
    if (line) setTimeout(() => line.stop(), 500);
    const { startedAt, phase } = this.state.get();
    if (phase === 'ended') return;
    this.state.set({ phase: 'ended', muted: false, startedAt, ...(trouble ? { trouble } : {}) });
  }
  private change(change: Partial<CallState>) {
    this.state.set((before) => ({ ...before, ...change }));
  }
}

async function visitorSession(language: Language): Promise<VisitorSession> {
  const answer = await ask('/api/v1/call-us/sessions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language }),
  });
  return (await answer.json()) as VisitorSession;
}

function connected(given: VisitorSession): Promise<Line> {
  const line = new Line({
    url: new URL(given.wsPath, location.href.replace(/^http/, 'ws')).href,
    uri: given.uri,
    user: given.user,
    password: given.password,
    iceServers: given.iceServers ?? [],
    register: false,
  });
  return new Promise((done, fail) => {
    const late = setTimeout(() => {
      line.stop();
      fail(new Error('not connected'));
    }, CONNECT_MS);
    line.phase.subscribe(() => {
      if (line.phase.get() !== 'registered') return;
      clearTimeout(late);
      done(line);
    });
    line.start();
  });
}

function troubleOf(error: unknown): CallTrouble {
  if (typeof error === 'string') return error as MicrophoneTrouble;
  return error instanceof ApiError && error.status === 429 ? 'too-many' : 'unreachable';
}
