import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, type Type } from '@nestjs/common';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { badInput } from '#common/errors/errors.js';
import { parse } from '#common/http/parse.js';
import { versionIn } from './if-match.js';
import { type ItemOf, idOf, KINDS, type Kind } from './setup.js';
import { SetupService } from './setup.service.js';

/** The routes of one kind: all are alike, and what differs is the form of the document. */
export function setupController<K extends Kind>(kind: K): Type {
  const form = KINDS[kind];

  @Controller(`api/v1/${kind}`)
  class KindController {
    constructor(readonly setup: SetupService) {}

    @Get()
    @Roles('it', 'head')
    async list(@User() user: SiteUser) {
      return { items: await this.setup.list(user.tenant, kind) };
    }

    @Post()
    @Roles('it')
    create(@User() user: SiteUser, @Body() body: unknown, @Headers('if-match') from?: string) {
      return this.setup.save(user, kind, parse(form, body) as ItemOf<K>, 'create', versionIn(from));
    }

    @Put(':id')
    @Roles('it')
    replace(
      @User() user: SiteUser,
      @Param('id') id: string,
      @Body() body: unknown,
      @Headers('if-match') from?: string,
    ) {
      const item = parse(form, body) as ItemOf<K>;
      if (idOf(item) !== id)
        throw badInput('DIRECTORY.ID_DIFFERS', 'The id in the address is another one than in the document.');
      return this.setup.save(user, kind, item, 'replace', versionIn(from));
    }

    @Delete(':id')
    @HttpCode(204)
    @Roles('it')
    remove(@User() user: SiteUser, @Param('id') id: string, @Headers('if-match') from?: string) {
      return this.setup.remove(user, kind, id, versionIn(from));
    }
  }
  Object.defineProperty(KindController, 'name', { value: `${kind}Controller` });
  return KindController;
}
