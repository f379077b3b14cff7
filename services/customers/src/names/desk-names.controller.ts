import { Controller, Get, Inject, Query } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { CONFIG } from '#common/config/config.js';
import { notFound } from '#common/errors/errors.js';
import { Parsed } from '#common/http/parse.js';
import type { Config } from '../config.js';
import { Vault } from '../vault/vault.service.js';
import { DirectoryCache } from './directory.cache.js';

const place = new Parsed(
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/)
    .default('site'),
);

/** The gateway speaks in tokens; an agent's page asks the site what they are called. */
@Controller('api/v1/desk/names')
export class DeskNamesController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly directory: DirectoryCache,
    private readonly vault: Vault,
  ) {}

  @Get()
  @Roles('agent')
  async names(
    @User() user: SiteUser,
    @Query('place', place) at: string,
  ): Promise<{ queues: { token: string; id: string; name: string }[] }> {
    // Each place has tokens of its own: one that nobody runs would only fill the vault.
    if (at !== this.config.place) throw notFound('CUSTOMERS.UNKNOWN_PLACE', 'There is no such place here.');
    const { queues } = await this.directory.config(user.tenant);
    const tokens = await this.vault.mint(
      user.tenant,
      at,
      'queue',
      queues.map((q) => q.id),
    );
    return { queues: queues.map((q, i) => ({ token: tokens[i]!, id: q.id, name: q.name })) };
  }
}
