import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Database } from '#common/db/database.js';
import { Parsed } from '#common/http/parse.js';
import { log } from '#common/log/log.js';
import { History } from '../timeline/history.service.js';
import { Erase } from './erase.service.js';
import { People } from './person.js';

const id = new Parsed(z.guid());

/** A customer outside of a contact: for those who answer her questions about herself. Each look is on record. */
@Controller('api/v1/customers')
export class PeopleController {
  private readonly log = log('access');

  constructor(
    private readonly db: Database,
    private readonly people: People,
    private readonly history: History,
    private readonly erasure: Erase,
  ) {}

  @Get(':id')
  @Roles('team-lead', 'head')
  async read(@User() user: SiteUser, @Param('id', id) customerId: string) {
    const { profile, language } = await this.db.inTenant(user.tenant, (tx) =>
      this.people.read(tx, user.tenant, customerId),
    );
    this.log.info({ customerId, userId: user.id }, 'customer read');
    return {
      customer: { id: customerId, ...profile, language },
      history: await this.history.of(user.tenant, customerId, null),
    };
  }

  @Delete(':id')
  @HttpCode(204)
  @Roles('head')
  async erase(@User() user: SiteUser, @Param('id', id) customerId: string): Promise<void> {
    await this.erasure.erase(user.tenant, customerId);
    this.log.info({ customerId, userId: user.id }, 'customer erased');
  }
}
