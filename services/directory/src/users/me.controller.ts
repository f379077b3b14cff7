import { Controller, Get } from '@nestjs/common';
import { type SiteUser, User } from '#common/auth/decorators.js';
import { UsersService } from './users.service.js';

/** Who am I, as far as the console needs it. */
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly users: UsersService) {}

  @Get()
  async me(@User() user: SiteUser) {
    const { id, user: userName, name, roles, team, languages, phoneUri } = await this.users.me(user);
    return {
      id,
      user: userName,
      name,
      roles,
      team,
      languages,
      tenant: user.tenant,
      phone: phoneUri ? 'desk' : 'browser',
    };
  }
}
