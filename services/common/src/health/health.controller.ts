import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/decorators.js';
import { registry } from '../metrics/metrics.js';
import { Health } from './health.js';

interface Reply {
  code(status: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): void;
}

/** `/healthz`: the process turns. `/readyz`: it can do its work. `/metrics`: Prometheus’ text format. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('healthz')
  alive() {
    return { alive: true };
  }

  @Get('readyz')
  async ready(@Res() reply: Reply) {
    const state = await this.health.ready();
    reply.code(state.ready ? 200 : 503).send(state);
  }

  @Get('metrics')
  async metrics(@Res() reply: Reply) {
    reply.header('content-type', registry.contentType).send(await registry.metrics());
  }
}
