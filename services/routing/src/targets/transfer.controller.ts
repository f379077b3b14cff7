import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { orRefuse } from '../refusal.js';
import { Tenants } from '../writer/tenants.service.js';

const wish = z
  .strictObject({
    commandId: z.guid(),
    deadline: z.int().nonnegative(),
    mode: z.enum(['blind', 'attended']),
    toAgentId: z.guid().optional(),
    toQueueId: z.string().max(80).optional(),
    toNumber: z.string().max(40).optional(),
  })
  .refine((w) => [w.toAgentId, w.toQueueId, w.toNumber].filter((x) => x !== undefined).length === 1, {
    message: 'exactly one of toAgentId, toQueueId and toNumber is needed',
  });

@ApiTags('desk')
@Controller('api/v1/desk/reservations')
@Roles('agent')
export class TransferController {
  constructor(private readonly tenants: Tenants) {}

  @Post(':id/transfer')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand a caller on to a colleague, a queue or a number: at once, or after a talk' })
  @ApiBody({ schema: z.toJSONSchema(wish, { target: 'openapi-3.0' }) as never })
  async transfer(
    @User() user: SiteUser,
    @Param('id', new Parsed(z.guid())) reservationId: string,
    @Body(new Parsed(wish)) body: z.infer<typeof wish>,
  ): Promise<{ ok: boolean; reservationId?: string }> {
    const { writer } = await this.tenants.of(user.tenant);
    const input = { type: 'transfer' as const, agentId: user.id, reservationId, ...body };
    return orRefuse(await writer.submit<{ ok: boolean; reservationId?: string; code?: string }>(input));
  }
}
