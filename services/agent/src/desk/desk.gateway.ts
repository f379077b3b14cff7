import { Inject, Injectable } from '@nestjs/common';
import type { WebSocket } from 'ws';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { edgeLost } from '#common/contracts/edge.js';
import { log } from '#common/log/log.js';
import { EDGE_BUS } from '#common/tokens.js';
import type { Config } from '../config.js';
import type { Ticket } from '../door/ticket.js';
import { closes } from '../metrics.js';
import { AttachService } from './attach.service.js';
import { CommandService } from './command.service.js';
import { Desk } from './desk.js';
import { Desks } from './desks.js';
import type { PageFrame } from './frames.js';
import { GATEWAY } from './gateway.id.js';
import { listen } from './page.js';

/** The life of one desktop here: opened with a verified ticket, attached at the site, heard, gone. */
@Injectable()
export class DeskGateway {
  private readonly log = log('desk');
  private readonly telling = new Map<string, AbortController>();
  draining = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EDGE_BUS) private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly desks: Desks,
    private readonly attaching: AttachService,
    private readonly commands: CommandService,
  ) {}

  opened(socket: WebSocket, ticket: Ticket): void {
    const desk = new Desk(ticket, socket, this.config.maxBufferedBytes, this.clock.now());
    // A late “lost” about the page before must not overtake this one’s attach.
    this.telling.get(desk.session)?.abort();
    listen(
      socket,
      desk,
      () => this.clock.now(),
      (frame) => this.take(desk, frame),
    );
    // An oversized message is closed by ws itself with 1009; the error needs an ear or it ends the process.
    socket.on('error', () => undefined);
    socket.on('pong', () => {
      desk.pongAt = this.clock.now();
    });
    socket.on('close', (status) => this.closed(desk, status));
    this.desks.add(desk)?.bye('EDGE.REPLACED', 1008);
    this.log.info({ session: desk.session, epoch: desk.epoch }, 'desktop opened');
    void this.attaching.attach(desk);
  }

  private take(desk: Desk, frame: PageFrame): void {
    if (frame.t === 'snapshot?') void this.attaching.refresh(desk, 'asked');
    else if (frame.t === 'command')
      void this.commands.run(desk, frame.command).then((answer) => {
        // The page may have come back on another socket meanwhile; it knows its commands by id.
        if (answer) (this.desks.get(desk.session) ?? desk).send({ t: 'answer', answer });
      });
  }

  private closed(desk: Desk, status: number): void {
    const reason = desk.goodbye ?? (status === 1009 ? 'EDGE.OVERSIZED' : status === 1006 ? 'network' : 'page');
    closes.inc({ reason });
    this.log.info({ session: desk.session, epoch: desk.epoch, status, reason }, 'desktop closed');
    // A page that was replaced, or sent elsewhere by our own going, is not lost.
    if (!this.desks.remove(desk) || this.draining) return;
    void this.tellLost(desk);
  }

  private async tellLost(desk: Desk): Promise<void> {
    const abort = new AbortController();
    this.telling.set(desk.session, abort);
    const { session, epoch } = desk;
    await this.bus
      .callUntilDone(
        edgeLost,
        { session, epoch, gateway: GATEWAY },
        { signal: abort.signal, giveUpAt: Date.now() + 10_000 },
      )
      // The beats say the same within six seconds: a session that no gateway names is lost.
      .catch(() => undefined);
    if (this.telling.get(session) === abort) this.telling.delete(session);
  }
}
