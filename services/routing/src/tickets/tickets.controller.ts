import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import { Parsed } from '#common/http/parse.js';
import { uuidv7 } from '#common/ids/ids.js';
import { hasSkills } from '../core/fitting.js';
import { isKept } from '../core/place.js';
import type { State } from '../core/state.js';
import { orRefuse } from '../refusal.js';
import { Tenants } from '../writer/tenants.service.js';

const call = z.strictObject({ commandId: z.guid().optional(), deadline: z.int().optional() }).default({});
const PATIENCE_MS = 5000;

@ApiTags('tickets')
@Controller('api/v1/tickets')
export class TicketsController {
  constructor(
    private readonly tenants: Tenants,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Roles('agent', 'team-lead', 'head')
  @ApiOperation({
    summary: 'Places in line whose call was cut, the oldest first; an agent sees those of her queues and her own',
  })
  async list(@User() user: SiteUser) {
    const { writer } = await this.tenants.of(user.tenant);
    const all = user.roles.some((r) => r === 'team-lead' || r === 'head');
    return { tickets: await writer.read((s) => openTickets(s, all ? undefined : user.id)) };
  }

  @Delete(':interactionId')
  @Roles('team-lead')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a kept place up: she is not called' })
  async giveUp(@User() user: SiteUser, @Param('interactionId', new Parsed(z.guid())) ticketId: string) {
    const { writer } = await this.tenants.of(user.tenant);
    const input = { type: 'give-up-callback' as const, ticketId, by: 'lead' as const };
    return orRefuse(await writer.submit<{ ok: boolean; code?: string }>(input));
  }

  @Post(':interactionId/call')
  @Roles('agent')
  @HttpCode(200)
  @ApiOperation({ summary: 'Call this customer again: your own phone rings first' })
  async callAgain(
    @User() user: SiteUser,
    @Param('interactionId', new Parsed(z.guid())) ticketId: string,
    @Body(new Parsed(call)) { commandId, deadline }: z.infer<typeof call>,
  ): Promise<{ ok: boolean; reservationId?: string }> {
    const { writer } = await this.tenants.of(user.tenant);
    const now = this.clock.now();
    const input = {
      type: 'call-again' as const,
      commandId: commandId ?? uuidv7(now),
      deadline: deadline ?? now + PATIENCE_MS,
      agentId: user.id,
      ticketId,
    };
    return orRefuse(await writer.submit<{ ok: boolean; reservationId?: string; code?: string }>(input));
  }
}

const openTickets = (s: State, agentId: string | undefined) =>
  [...s.tickets.values()]
    // Who is called by herself needs no click; leads see all of them.
    .filter((t) => t.state === 'open' || (!agentId && isKept(t)))
    .filter((t) => !agentId || t.agentId === agentId || t.queueId === null || hasSkills(s, agentId, t.queueId))
    .sort((a, b) => a.arrivedAt - b.arrivedAt)
    .map(({ id, queueId, arrivedAt, keptAt, phase, agentId: by, customerId, state, origin, attempts, dueAt }) => ({
      interactionId: id,
      queueId,
      queue: queueId === null ? null : (s.config.queues.get(queueId)?.name ?? queueId),
      arrivedAt,
      keptAt,
      phase,
      agentId: by,
      customerId,
      state,
      origin,
      attempts,
      dueAt,
    }));
