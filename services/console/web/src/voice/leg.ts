import type { RTCSession } from 'jssip/lib/RTCSession.js';
import { createStore, type Store } from '../ui/store.js';
import { microphoneWanted, useSpeaker } from './devices.js';

/** ringing: the phone rings. connecting: answered, no audio yet. up: audio flows. weak: audio is interrupted. ended: over. */
export type LegPhase = 'ringing' | 'connecting' | 'up' | 'weak' | 'ended';
export interface LegState {
  phase: LegPhase;
  muted: boolean;
  /** JsSIP's cause, when it ended otherwise than by a hang-up. */
  failure?: string;
}

/** ICE is cut off here: candidates of the host are there at once, and a server that does not answer must not delay the call. */
const ICE_CUTOFF_MS = 150;

/** One SIP session with its audio. */
export class Leg {
  readonly state: Store<LegState> = createStore<LegState>({ phase: 'ringing', muted: false });
  private readonly audio = document.createElement('audio');

  constructor(
    readonly session: RTCSession,
    readonly name: string,
    private readonly iceServers: RTCIceServer[],
  ) {
    this.audio.autoplay = true;
    this.audio.dataset['voice'] = name;
    this.audio.hidden = true;
    document.body.append(this.audio);
    if (session.connection) this.listen(session.connection);
    session.on('peerconnection', ({ peerconnection }) => this.listen(peerconnection));
    let cutoff: ReturnType<typeof setTimeout> | undefined;
    session.on('icecandidate', ({ ready }) => {
      cutoff ??= setTimeout(ready, ICE_CUTOFF_MS);
    });
    session.on('accepted', () => this.change({ phase: 'connecting' }));
    session.on('confirmed', () => this.change({ phase: 'up' }));
    session.on('ended', () => this.end());
    session.on('failed', ({ cause }) => this.end(cause));
  }

  answer(): void {
    if (this.state.get().phase !== 'ringing') return;
    this.change({ phase: 'connecting' });
    this.session.answer({
      mediaConstraints: { audio: microphoneWanted(), video: false },
      pcConfig: { iceServers: this.iceServers },
    });
  }

  /** `busy` sends the caller on; without it a running call is ended. */
  close(status?: number): void {
    if (this.session.isEnded()) return;
    try {
      this.session.terminate(status ? { status_code: status } : undefined);
    } catch {
      this.end();
    }
  }

  /** What comes from the other side. */
  received(): MediaStream | undefined {
    return (this.audio.srcObject as MediaStream | null) ?? undefined;
  }

  mute(on: boolean): void {
    if (on) this.session.mute({ audio: true });
    else this.session.unmute({ audio: true });
    this.change({ muted: on });
  }

  /** As telephone-event in the audio (RFC 4733), so that it works wherever the call leads. */
  sendDigit(digit: string): void {
    this.session.sendDTMF(digit, { transportType: 'RFC2833' as never, duration: 120, interToneGap: 80 });
  }

  private listen(connection: RTCPeerConnection) {
    connection.addEventListener('track', ({ streams: [stream], track }) => {
      this.audio.srcObject = stream ?? new MediaStream([track]);
      void useSpeaker(this.audio);
      void this.audio.play().catch(() => undefined);
    });
    connection.addEventListener('connectionstatechange', () => {
      const { phase } = this.state.get();
      if (['disconnected', 'failed'].includes(connection.connectionState) && phase === 'up')
        this.change({ phase: 'weak' });
      if (connection.connectionState === 'connected' && phase === 'weak') this.change({ phase: 'up' });
    });
  }

  private end(failure?: string) {
    this.change({ phase: 'ended', ...(failure ? { failure } : {}) });
    this.audio.srcObject = null;
    this.audio.remove();
  }
  private change(change: Partial<LegState>) {
    this.state.set((before) => (before.phase === 'ended' ? before : { ...before, ...change }));
  }
}
