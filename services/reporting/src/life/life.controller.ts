import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { type Life, LifeService } from './life.service.js';

@ApiTags('interactions')
@ApiBearerAuth()
@Roles('team-lead', 'head', 'quality')
@Controller('api/v1/interactions')
export class LifeController {
  constructor(private readonly lives: LifeService) {}

  /** Everything that happened to one interaction, in order, by ids; names are with directory and customers. */
  @Get(':id/life')
  @ApiOperation({ summary: 'one interaction from its first to its last fact, in order' })
  life(@User() user: SiteUser, @Param('id', new Parsed(z.guid())) id: string): Promise<Life> {
    return this.lives.life(user.tenant, id.toLowerCase());
  }
}
