import { Module } from '@nestjs/common';
import { AttachService } from './desk/attach.service.js';
import { Beat } from './desk/beat.js';
import { CommandService } from './desk/command.service.js';
import { DeskEvents } from './desk/desk.events.js';
import { DeskGateway } from './desk/desk.gateway.js';
import { Desks } from './desk/desks.js';
import { Door } from './door/door.js';

/** The desktop’s session gateway. Keeps nothing: a page that comes back gets a snapshot from the site. */
@Module({ providers: [Desks, AttachService, CommandService, DeskGateway, DeskEvents, Beat, Door] })
export class AgentModule {}
