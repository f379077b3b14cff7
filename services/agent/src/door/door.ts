import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { WebSocketServer } from 'ws';
import { TokenVerifier } from '#common/auth/tokens.js';
import { CONFIG } from '#common/config/config.js';
import { SpillwayError } from '#common/errors/errors.js';
import { toWire } from '#common/errors/wire.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { DeskGateway } from '../desk/desk.gateway.js';
import { Desks } from '../desk/desks.js';
import { upgrades } from '../metrics.js';
import { originAllowed } from './origin.js';
import { answerProtocol, type Ticket, ticketIn, ticketOf } from './ticket.js';

const refuse = (code: string, detail: string, status: number) =>
  new SpillwayError(code, detail, { blame: status >= 500 ? 'us' : 'caller', status, level: 'info' });

/**
 * The websocket’s door, `/desk`. Everything is checked before the upgrade, so no message of a page is heard before its
 * ticket was verified; who is refused gets an HTTP problem document and never costs a websocket.
 */
@Injectable()
export class Door implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly wss: WebSocketServer;
  private readonly origins: string[];
  private readonly log = log('door');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly http: HttpAdapterHost,
    private readonly tokens: TokenVerifier,
    private readonly desks: Desks,
    private readonly gateway: DeskGateway,
  ) {
    this.origins = config.origins
      .split(',')
      .map((o) => o.trim())
      .filter(Boolean);
    this.wss = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: config.maxFrameBytes,
      handleProtocols: answerProtocol,
    });
  }

  onApplicationBootstrap(): void {
    const server = this.http.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      void this.upgrade(request, socket, head);
    });
  }

  /** Sends the pages to another gateway. They are not lost: routing hears from the next one within its time. */
  beforeApplicationShutdown(): void {
    this.gateway.draining = true;
    for (const desk of this.desks.all()) desk.bye('EDGE.DRAINING', 1012);
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    try {
      const ticket = await this.check(request);
      this.wss.handleUpgrade(request, socket, head, (ws) => this.gateway.opened(ws, ticket));
      upgrades.inc({ outcome: 'opened' });
    } catch (error) {
      const { code, detail, status } = toWire(error);
      upgrades.inc({ outcome: code });
      this.log.info({ code }, 'desktop refused at the door');
      const body = JSON.stringify({ type: `urn:spillway:error:${code}`, title: code, status, detail, code });
      socket.end(
        `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    }
  }

  private async check(request: IncomingMessage): Promise<Ticket> {
    if (new URL(request.url ?? '/', 'http://gateway').pathname !== '/desk')
      throw refuse('HTTP.NOT_FOUND', 'No websocket here.', 404);
    if (!originAllowed(request.headers.origin, request.headers.host, this.origins))
      throw refuse('EDGE.WRONG_ORIGIN', 'Pages of this origin may not connect.', 403);
    if (this.gateway.draining) throw refuse('EDGE.DRAINING', 'This gateway is going.', 503);
    if (this.desks.size >= this.config.maxDesks)
      throw refuse('EDGE.FULL', 'This gateway holds as many desktops as it may.', 503);
    const jwt = ticketIn(request.headers['sec-websocket-protocol']);
    if (!jwt) throw refuse('EDGE.NO_TICKET', 'A ticket is needed as subprotocol spillway.ticket.<jwt>.', 401);
    const ticket = ticketOf(await this.tokens.verify(jwt, 'edge'), this.config.place);
    if (this.desks.isStale(ticket.session, ticket.epoch))
      throw refuse('ROUTING.STALE_EPOCH', 'A newer ticket of this session has been used.', 409);
    return ticket;
  }
}
