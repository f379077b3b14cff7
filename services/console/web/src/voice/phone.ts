import { api } from '../auth/api.js';
import { createStore } from '../ui/store.js';
import type { Leg } from './leg.js';
import { Line, type LineOptions, type LinePhase } from './line.js';

/** What the site gives an agent's browser for voice. */
interface VoiceSession {
  nodes: { id: string; wsPath: string }[];
  uri: string;
  user: string;
  password: string;
  phone: 'browser' | 'desk';
  iceServers?: RTCIceServer[];
}

export interface PhoneState {
  /** desk: a telephone on the table, the page makes no sound. */
  kind: 'none' | 'browser' | 'desk';
  lines: Record<string, LinePhase>;
  /** By reservation. */
  legs: Record<string, Leg>;
}

/** Something to do when the phone of the other side is ready: an INVITE may come after the click that answers it. */
const INTENT_MS = 15_000;

/** How long a line stands after another window took the phone; it has registered by then. */
const LEFT_MS = 10_000;

/** The agent's phone: a line to each node, a leg for each reservation. */
export class Phone {
  readonly state = createStore<PhoneState>({ kind: 'none', lines: {}, legs: {} });
  private lines: Line[] = [];
  /** Lines that were left while a call ran on them. */
  private left: Line[] = [];
  private host = '';
  private readonly intents = new Map<string, number>();
  private opening: Promise<void> | undefined;
  private muted = false;
  /** Grows when this window gives the phone up, so that credentials still on their way are not used. */
  private turn = 0;

  /** @param mayReturn whether refused credentials are asked for anew; the site gives an agent one phone at a time. */
  constructor(
    private readonly mayReturn: () => boolean = () => true,
    private readonly openLine: (options: LineOptions) => Line = (options) => new Line(options),
  ) {}

  /** Asks for credentials and registers. Called again, it begins anew only when the site refused the old ones. */
  open(): Promise<void> {
    this.opening ??= this.register().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  close(): void {
    this.turn++;
    for (const line of [...this.lines, ...this.left]) line.stop();
    this.lines = [];
    this.left = [];
    this.state.set({ kind: 'none', lines: {}, legs: {} });
  }

  /**
   * Another window has the phone now. Nothing is hung up or signed out here: that would end the call for the caller, and
   * the site knows a window that takes over by the contact it finds in place. Its credentials are worthless by then.
   */
  leave(): void {
    this.turn++;
    this.left.push(...this.lines.splice(0));
    this.state.set((before) => ({ ...before, kind: 'none', lines: {} }));
    this.sweepSoon();
  }

  /** The SIP answer is the acceptance of the reservation. */
  answer(reservation: string): void {
    const leg = this.state.get().legs[reservation];
    if (leg) leg.answer();
    else this.intents.set(reservation, Date.now());
  }
  leg = (reservation: string): Leg | undefined => this.state.get().legs[reservation];

  mute(on: boolean): void {
    this.muted = on;
    for (const leg of Object.values(this.state.get().legs)) leg.mute(on);
  }

  networkLost(): void {
    for (const line of this.lines) line.drop();
  }
  networkBack(): void {
    for (const line of this.lines) line.hurry();
  }

  /** Calls the echo service of the first node. */
  echo(): Leg | undefined {
    return this.lines[0]?.call(`sip:echo@${this.host}`, 'echo');
  }

  private async register(): Promise<void> {
    const turn = this.turn;
    const given = await api<VoiceSession>('/api/v1/voice/sessions', { method: 'POST', body: {} });
    if (turn !== this.turn) return;
    for (const line of this.lines) line.stop();
    this.lines = [];
    if (given.phone === 'desk') return this.state.set({ kind: 'desk', lines: {}, legs: {} });
    this.host = given.uri.replace(/^sip:[^@]*@/, '');
    this.state.set((before) => ({ ...before, kind: 'browser', lines: {} }));
    for (const node of given.nodes) {
      const line = this.openLine({
        url: new URL(node.wsPath, location.href.replace(/^http/, 'ws')).href,
        uri: given.uri,
        user: given.user,
        password: given.password,
        iceServers: given.iceServers ?? [],
        register: true,
        onInvite: (leg, header) => this.take(leg, header),
      });
      line.phase.subscribe(() => this.lineChanged(node.id, line));
      this.lines.push(line);
      line.start();
    }
  }

  private lineChanged(node: string, line: Line) {
    if (!this.lines.includes(line)) return;
    const phase = line.phase.get();
    this.state.set((before) => ({ ...before, lines: { ...before.lines, [node]: phase } }));
    // A site that was restarted has forgotten the password it gave; another window of hers has made it worthless.
    if (phase === 'refused') setTimeout(() => this.lines.includes(line) && this.again(), 1_000);
  }

  private again(): void {
    if (this.mayReturn()) void this.open().catch(() => undefined);
    else this.leave();
  }

  private sweepSoon(): void {
    setTimeout(() => {
      if (Object.keys(this.state.get().legs).length === 0) for (const line of this.left.splice(0)) line.stop();
    }, LEFT_MS);
  }

  private take(leg: Leg, header: (name: string) => string | undefined) {
    const old = this.state.get().legs[leg.name];
    const rejoin = header('X-Spillway-Rejoin') !== undefined;
    this.state.set((before) => ({ ...before, legs: { ...before.legs, [leg.name]: leg } }));
    leg.state.subscribe(() => {
      const { phase, muted } = leg.state.get();
      if (phase === 'up' && this.muted && !muted) leg.mute(true);
      // The leg that was lost: its end is no hang-up, the new one stands already.
      if (phase === 'up' && rejoin) old?.close();
      if (phase === 'ended') this.forget(leg);
    });
    const wanted = this.intents.get(leg.name);
    this.intents.delete(leg.name);
    if (rejoin || (wanted !== undefined && Date.now() - wanted < INTENT_MS)) leg.answer();
  }

  private forget(leg: Leg) {
    this.state.set((before) => {
      if (before.legs[leg.name] !== leg) return before;
      const { [leg.name]: _gone, ...legs } = before.legs;
      if (!Object.keys(legs).length) this.muted = false;
      return { ...before, legs };
    });
    if (this.left.length) this.sweepSoon();
  }
}
