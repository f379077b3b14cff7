import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import { createStore, type Store } from '../ui/store.js';
import { Leg } from './leg.js';
import { SipSocket } from './sip.socket.js';

/** connecting, registered: calls arrive. away: the network or the node is gone. refused: the credentials are not taken. */
export type LinePhase = 'connecting' | 'registered' | 'away' | 'refused';

export interface LineOptions {
  /** Address of the node's websocket, `ws://host/voice/a`. */
  url: string;
  uri: string;
  user: string;
  password: string;
  iceServers: RTCIceServer[];
  /** False for a caller, who is not called back. */
  register: boolean;
  onInvite?: (leg: Leg, header: (name: string) => string | undefined) => void;
}

/** A registration at one Asterisk node, which comes back by itself. */
export class Line {
  readonly phase: Store<LinePhase> = createStore<LinePhase>('connecting');
  private readonly socket: SipSocket;
  private readonly ua: InstanceType<typeof JsSIP.UA>;

  constructor(private readonly options: LineOptions) {
    JsSIP.debug.disable();
    this.socket = new SipSocket(options.url);
    this.ua = new JsSIP.UA({
      // Its type wants a weight that its code does not.
      sockets: [this.socket as never],
      uri: options.uri,
      authorization_user: options.user,
      password: options.password,
      register: options.register,
      register_expires: 120,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 3,
    });
    this.ua.on('connected', () => !options.register && this.phase.set('registered'));
    this.ua.on('registered', () => this.phase.set('registered'));
    this.ua.on('unregistered', () => this.phase.set('connecting'));
    this.ua.on('disconnected', () => this.phase.set('away'));
    this.ua.on('registrationFailed', ({ response }) =>
      this.phase.set(response && [401, 403, 404, 407].includes(response.status_code) ? 'refused' : 'away'),
    );
    this.ua.on('newRTCSession', ({ originator, session, request }: Incoming) => {
      if (originator !== 'remote') return;
      const header = (name: string) => (request as IncomingRequest).getHeader(name) as string | undefined;
      const leg = new Leg(session, header('X-Spillway-Reservation') ?? session.id, options.iceServers);
      if (options.onInvite) options.onInvite(leg, header);
      else leg.close(480);
    });
  }

  start(): void {
    this.ua.start();
  }
  /** Ends its calls too. */
  stop(): void {
    this.ua.stop();
  }
  /** The network is known to be gone or to have changed. */
  drop(): void {
    this.socket.drop();
  }
  /** Connects now instead of waiting for the next try. */
  hurry(): void {
    (this.ua as unknown as { transport?: { connect(): void } }).transport?.connect();
  }

  call(target: string, name: string): Leg {
    const session = this.ua.call(target, {
      mediaConstraints: { audio: true, video: false },
      pcConfig: { iceServers: this.options.iceServers },
    });
    return new Leg(session, name, this.options.iceServers);
  }
}

interface Incoming {
  originator: string;
  session: RTCSession;
  request: unknown;
}
