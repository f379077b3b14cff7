import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Parsed } from '#common/http/parse.js';
import { DeskService, type DeskTicket } from './desk.service.js';

const sessionId = new Parsed(z.string().regex(/^[\w.-]{1,80}$/));

@Controller('api/v1/desk/sessions')
@Roles('agent')
export class DeskController {
  constructor(private readonly desk: DeskService) {}

  @Post()
  open(@User() user: SiteUser): Promise<DeskTicket> {
    return this.desk.open(user);
  }

  @Post(':session/ticket')
  @HttpCode(200)
  renew(@User() user: SiteUser, @Param('session', sessionId) session: string): Promise<DeskTicket> {
    return this.desk.renew(user, session);
  }
}
