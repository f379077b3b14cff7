import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { AgentNames } from '#common/names/agent-names.js';
import { isFree } from '../core/fitting.js';
import { queueViews } from '../desk/views.js';
import { Tenants } from '../writer/tenants.service.js';

interface Targets {
  agents: { id: string; name: string; state: 'free' | 'busy' | 'away' }[];
  queues: { id: string; name: string; waiting: number }[];
}

@ApiTags('desk')
@Controller('api/v1/desk/targets')
@Roles('agent', 'team-lead', 'head')
export class TargetsController {
  constructor(
    private readonly tenants: Tenants,
    private readonly names: AgentNames,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Where a call can be handed on to: colleagues who are signed in, and queues' })
  async targets(@User() user: SiteUser): Promise<Targets> {
    const { writer } = await this.tenants.of(user.tenant);
    const found = await writer.read((s) => ({
      agents: [...s.agents.values()]
        .filter((a) => a.attached && a.status !== 'offline' && a.id !== user.id)
        .map((a) => ({ id: a.id, state: isFree(a) ? 'free' : a.workState === 'idle' ? 'away' : 'busy' }) as const),
      queues: [...queueViews(s).values()].map(({ queue, waiting }) => ({
        id: queue,
        name: s.config.queues.get(queue)?.name ?? queue,
        waiting,
      })),
    }));
    const names = await this.names.of(
      user.tenant,
      found.agents.map((a) => a.id),
    );
    return { ...found, agents: found.agents.map((a) => ({ ...a, name: names.get(a.id) ?? a.id })) };
  }
}
