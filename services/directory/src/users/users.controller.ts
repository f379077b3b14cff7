import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { changedUser, type ListedUser, newUser } from './user.js';
import { UsersService } from './users.service.js';

@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Roles('it', 'head')
  async list(@User() user: SiteUser): Promise<{ items: ListedUser[] }> {
    return { items: await this.users.list(user.tenant) };
  }

  @Post()
  @Roles('it')
  create(@User() by: SiteUser, @Body(new Parsed(newUser)) body: z.infer<typeof newUser>): Promise<ListedUser> {
    return this.users.create(by, body);
  }

  @Put(':id')
  @Roles('it')
  replace(
    @User() by: SiteUser,
    @Param('id', new Parsed(z.guid())) id: string,
    @Body(new Parsed(changedUser)) body: z.infer<typeof changedUser>,
  ): Promise<ListedUser> {
    return this.users.replace(by, id, body);
  }
}
