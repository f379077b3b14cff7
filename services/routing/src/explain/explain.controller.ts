import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { ExplainService } from './explain.service.js';
import type { Explanation } from './moments.js';

@ApiTags('routing')
@ApiBearerAuth()
@Controller('api/v1/routing/explain')
@Roles('team-lead', 'head', 'quality', 'it')
export class ExplainController {
  constructor(private readonly service: ExplainService) {}

  @Get(':interactionId')
  @ApiOperation({
    summary:
      'Who was considered at each moment, who was chosen, and what kept each other agent out; by ids, names are with directory',
  })
  explain(
    @User() user: SiteUser,
    @Param('interactionId', new Parsed(z.guid())) interactionId: string,
  ): Promise<Explanation> {
    return this.service.explain(user.tenant, interactionId.toLowerCase());
  }
}
