import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { eventually } from './eventually.mjs';

const BEAT_MS = 2000;

/** An agent's desktop without its page: the gateway's protocol, and the site's API beside it. */
export class Desk {
  /** @type {any} */ agent;
  /** @type {Map<string, any>} reservations by id */ reservations = new Map();
  /** @type {Map<string, (answer: any) => void>} */ #answers = new Map();
  /** @type {any[]} */ frames = [];
  /** @type {number | undefined} status of the socket's end */ closed;

  /** @param {import('./spillway.mjs').Spillway} spillway @param {string} user */
  static async open(spillway, user) {
    const api = await spillway.as(user);
    const pass = await api.post('desk/sessions');
    const desk = new Desk(api, pass);
    await desk.attached();
    return desk;
  }

  /** @param {import('./api.mjs').Api} api @param {any} pass */
  constructor(api, pass) {
    this.api = api;
    this.pass = pass;
    this.socket = new WebSocket(pass.gateway, ['spillway.desk.v1', `spillway.ticket.${pass.ticket}`], {
      perMessageDeflate: false,
      origin: api.site,
    });
    this.socket.on('message', (data) => this.#take(JSON.parse(String(data))));
    this.socket.on('close', (status) => {
      this.closed = status;
      clearInterval(this.beat);
    });
    this.socket.on('error', (error) => {
      this.error = error;
    });
    this.beat = setInterval(() => this.#send({ t: 'beat' }), BEAT_MS);
  }

  attached() {
    return eventually(
      () => {
        if (this.error) throw this.error;
        return this.agent;
      },
      { what: 'the gateway sends a snapshot' },
    );
  }

  /** @param {string} status */
  async status(status) {
    const answer = await this.command('set-status', { status });
    if (!answer.ok) throw new Error(`set-status ${status}: ${answer.code}`);
    await eventually(() => this.agent.status === status || this.agent.statusAfterTalk === status, {
      what: `the desktop shows ${status}`,
    });
  }

  /** @param {string} verb @param {Record<string, unknown>} [more] @returns {Promise<{ ok: boolean, code?: string }>} */
  command(verb, more = {}) {
    const { session, epoch } = this.pass;
    const id = randomUUID();
    const frame = { t: 'command', command: { id, deadline: Date.now() + 10_000, session, epoch, verb, ...more } };
    return new Promise((resolve, reject) => {
      const again = setInterval(() => this.#send(frame), 2500);
      const limit = setTimeout(() => {
        clearInterval(again);
        reject(new Error(`${verb} was not answered`));
      }, 10_000);
      this.#answers.set(id, (answer) => {
        clearInterval(again);
        clearTimeout(limit);
        resolve(answer);
      });
      this.#send(frame);
    });
  }

  /** The first reservation that fits, now or later. @param {(r: any) => boolean} fits @param {number} [within] */
  reservation(fits, within = 10_000) {
    return eventually(() => [...this.reservations.values()].find(fits), { within, what: `a reservation with ${fits}` });
  }
  offered = (within = 10_000) => this.reservation((r) => r.state === 'pending', within);
  talking = (within = 10_000) => this.reservation((r) => r.talk === 'talking', within);
  wrapping = (within = 10_000) => this.reservation((r) => r.wrapUntil && r.state !== 'completed', within);
  /** @param {string} state @param {number} [within] */
  work = (state, within = 10_000) =>
    eventually(() => this.agent.workState === state, { within, what: `work state ${state}` });

  /** Ends wrap-up with what the agent says about the call. */
  async wrapUp(dispositionId = 'solved', note = '') {
    const { reservation } = await this.wrapping();
    await this.api.post(`desk/reservations/${reservation}/wrap-up`, { dispositionId, note });
    await this.work('idle');
  }

  /** Goes offline and leaves. */
  async close() {
    if (this.closed === undefined) await this.command('set-status', { status: 'offline' }).catch(() => {});
    clearInterval(this.beat);
    this.socket.close();
  }
  /** The network is gone: nothing is said. */
  cut() {
    clearInterval(this.beat);
    this.socket.terminate();
  }

  /** @param {unknown} frame */
  #send(frame) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }
  /** @param {any} frame */
  #take(frame) {
    if (frame.t !== 'heartbeat') this.frames.push(frame);
    if (frame.t === 'snapshot') {
      this.agent = frame.snapshot.agent;
      this.reservations = new Map(frame.snapshot.reservations.map((/** @type {any} */ r) => [r.reservation, r]));
    } else if (frame.t === 'delta') {
      const { agent, reservation, gone } = frame.delta;
      if (agent) this.agent = agent;
      if (reservation) this.reservations.set(reservation.reservation, reservation);
      if (gone) this.reservations.delete(gone);
    } else if (frame.t === 'answer') {
      this.#answers.get(frame.answer.id)?.(frame.answer);
    }
  }
}
