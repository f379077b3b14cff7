import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { AGENT_STATUSES } from '#common/contracts/words.js';
import { notFound } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import { orRefuse } from '../refusal.js';
import { Tenants } from '../writer/tenants.service.js';

const wish = z.strictObject({ status: z.enum(AGENT_STATUSES) });

@ApiTags('agents')
@Controller('api/v1/agents')
@Roles('team-lead')
export class AgentsController {
  constructor(private readonly tenants: Tenants) {}

  @Post(':id/status')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set the status of an agent; while she is busy it takes effect afterwards' })
  @ApiBody({ schema: z.toJSONSchema(wish, { target: 'openapi-3.0' }) as never })
  async setStatus(
    @User() user: SiteUser,
    @Param('id', new Parsed(z.guid())) agentId: string,
    @Body(new Parsed(wish)) { status }: z.infer<typeof wish>,
  ): Promise<{ ok: boolean }> {
    const { writer } = await this.tenants.of(user.tenant);
    const known = await writer.read((s) => s.agents.get(agentId) !== undefined);
    if (!known)
      throw notFound('ROUTING.UNKNOWN_AGENT', 'No such agent was ever signed in.', 'Look the agent up in the console.');
    return orRefuse(await writer.submit<{ ok: boolean; code?: string }>({ type: 'set-status', agentId, status }));
  }
}
