import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { throwError } from 'rxjs';
import { SpillwayError } from '../errors/errors.js';
import { toWire, type WireError } from '../errors/wire.js';
import { log } from '../log/log.js';

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): void;
  sent: boolean;
}

/** Answers every error of an HTTP route with an RFC 9457 problem document that carries the stable code. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = log('http');

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') return throwError(() => error);
    const wire = this.wireOf(error);
    const level = error instanceof SpillwayError ? error.traits.level : wire.status >= 500 ? 'error' : 'debug';
    const cause = error instanceof Error && wire.status >= 500 ? { err: error } : {};
    this.log[level]({ code: wire.code, status: wire.status, ...cause }, 'request refused');
    const reply = host.switchToHttp().getResponse<Reply>();
    if (reply.sent) return undefined;
    reply
      .code(wire.status)
      .header('content-type', 'application/problem+json')
      .send({
        type: `urn:spillway:error:${wire.code}`,
        title: wire.code,
        status: wire.status,
        detail: wire.detail,
        code: wire.code,
        retryable: wire.retryable,
        ...(wire.hint ? { hint: wire.hint } : {}),
        ...(wire.problems ? { problems: wire.problems } : {}),
      });
    return undefined;
  }

  private wireOf(error: unknown): WireError {
    if (error instanceof HttpException) return fromHttp(error.getStatus(), error.message);
    // Fastify's own refusals (body too large, malformed JSON) carry a status and a text without data.
    const status = (error as { statusCode?: unknown })?.statusCode;
    if (!(error instanceof SpillwayError) && typeof status === 'number' && status < 500)
      return fromHttp(status, (error as Error).message);
    return toWire(error);
  }
}

const names: Record<number, string> = {
  400: 'HTTP.MALFORMED',
  401: 'AUTH.REQUIRED',
  403: 'AUTH.FORBIDDEN',
  404: 'HTTP.NOT_FOUND',
  413: 'HTTP.TOO_LARGE',
  415: 'HTTP.UNSUPPORTED_MEDIA_TYPE',
  429: 'HTTP.TOO_MANY',
};
const fromHttp = (status: number, detail: string): WireError => ({
  code: names[status] ?? 'HTTP.REFUSED',
  detail,
  blame: status >= 500 ? 'us' : 'caller',
  retryable: status === 429 || status >= 500,
  status,
});
