import { Controller, Get, type MessageEvent, Sse } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Observable } from 'rxjs';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import { Tenants } from '../writer/tenants.service.js';
import { type LiveState, liveState } from './live.js';

/** Keeps proxies from closing a quiet stream, and tells the page that it still hears us, ms. */
const BEAT_MS = 10_000;

@ApiTags('live')
@Controller('api/v1/live')
@Roles('team-lead', 'head')
export class LiveController {
  constructor(
    private readonly tenants: Tenants,
    private readonly clock: Clock,
  ) {}

  @Get('snapshot')
  @ApiOperation({ summary: 'Queues, agents, contacts and tickets as they are now, by ids' })
  async snapshot(@User() user: SiteUser): Promise<{ at: number } & LiveState> {
    const { writer } = await this.tenants.of(user.tenant);
    return { at: this.clock.now(), ...(await writer.read(liveState)) };
  }

  @Sse()
  @ApiOperation({
    summary: 'The same, followed: event `state` once, then `change` with what differs, `beat` when nothing does',
  })
  @ApiOkResponse({ description: 'text/event-stream' })
  async follow(@User() user: SiteUser): Promise<Observable<MessageEvent>> {
    const { writer, live } = await this.tenants.of(user.tenant);
    return new Observable((page) => {
      let stop: (() => void) | undefined;
      const say = (type: string, data: object) => page.next({ type, data: { at: this.clock.now(), ...data } });
      const beat = setInterval(() => (writer.mode === 'standby' ? page.complete() : say('beat', {})), BEAT_MS);
      const begin = writer.read((s) => {
        if (page.closed) return;
        const watch = live.watch(s, (change) => say('change', change));
        stop = watch.stop;
        say('state', watch.full);
      });
      // The database is away: the page comes again by itself.
      begin.catch(() => page.complete());
      return () => {
        clearInterval(beat);
        stop?.();
      };
    });
  }
}
