import { eventually } from '../eventually.mjs';

/** Runs in the page before its own code: keeps every peer connection, and an analyser on each track that arrives. */
export function listen() {
  const w = /** @type {any} */ (window);
  w.heard = [];
  const Native = w.RTCPeerConnection;
  if (!Native) return;
  w.RTCPeerConnection = class extends Native {
    /** @param {any[]} args */
    constructor(...args) {
      super(...args);
      const ear = { pc: this, analyser: undefined, context: undefined };
      w.heard.push(ear);
      this.addEventListener('track', (/** @type {any} */ event) => {
        const context = new AudioContext();
        const analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        analyser.smoothingTimeConstant = 0;
        context.createMediaStreamSource(new MediaStream([event.track])).connect(analyser);
        Object.assign(ear, { analyser, context });
      });
    }
  };
}

/**
 * What a page hears at this moment, on the connection it opened last.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ hz: number, db: number, received: number, sent: number, lost: number, state: string } | undefined>}
 */
export const heardBy = (page) =>
  page.evaluate(async () => {
    const live = /** @type {any} */ (window).heard.filter((/** @type {any} */ e) => e.pc.connectionState !== 'closed');
    const ear = live.at(-1);
    if (!ear?.analyser) return undefined;
    const spectrum = new Float32Array(ear.analyser.frequencyBinCount);
    ear.analyser.getFloatFrequencyData(spectrum);
    let at = 0;
    for (let i = 1; i < spectrum.length; i++) if (spectrum[i] > spectrum[at]) at = i;
    let [received, sent, lost] = [0, 0, 0];
    for (const stat of (await ear.pc.getStats()).values()) {
      if (stat.type === 'inbound-rtp') [received, lost] = [stat.packetsReceived, stat.packetsLost];
      if (stat.type === 'outbound-rtp') sent = stat.packetsSent;
    }
    const hz = (at * ear.context.sampleRate) / ear.analyser.fftSize;
    return { hz, db: spectrum[at], received, sent, lost, state: ear.pc.connectionState };
  });

/** Louder than this is a voice; comfort noise and codecs’ residue are far below, dB. */
const AUDIBLE = -55;

/** Waits until a page hears this tone above all. @param {import('playwright-core').Page} page @param {number} hz @param {number} [within] */
export const untilHears = (page, hz, within = 8000) => {
  /** @type {any} */ let last;
  return eventually(
    async () => {
      last = await heardBy(page);
      return last && last.db > AUDIBLE && Math.abs(last.hz - hz) < 15;
    },
    { within, what: `the page hears ${hz} Hz` },
  ).catch((error) => {
    throw new Error(`${error.message}; it heard ${JSON.stringify(last)}`);
  });
};

/** Waits until a page no longer hears this tone. @param {import('playwright-core').Page} page @param {number} hz @param {number} [within] */
export const untilDeafTo = (page, hz, within = 8000) =>
  eventually(
    async () => {
      const now = await heardBy(page);
      return !now || now.db < AUDIBLE || Math.abs(now.hz - hz) > 30;
    },
    { within, what: `the page no longer hears ${hz} Hz` },
  );
