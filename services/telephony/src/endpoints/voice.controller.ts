import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles, type SiteUser, User } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import type { Config } from '../config.js';
import { Nodes } from '../nodes/nodes.js';
import { Tenant } from '../tenant/tenant.js';
import { newCredentials } from './credentials.js';
import { agentEndpoint } from './names.js';
import { Phones } from './phones.js';
import { PhoneSessions } from './sessions.js';

/** An agent's page signs its phone in. Each sign-in has a password of its own; the one before is worthless then. */
@ApiTags('voice')
@Controller('api/v1/voice')
export class VoiceController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tenant: Tenant,
    private readonly nodes: Nodes,
    private readonly phones: Phones,
    private readonly sessions: PhoneSessions,
    private readonly clock: Clock,
  ) {}

  @Post('sessions')
  @HttpCode(201)
  @Roles('agent')
  @ApiOperation({ summary: 'Credentials with which the agent’s page registers its phone at each node.' })
  async open(@User() user: SiteUser) {
    const name = agentEndpoint(user.id);
    const desk = Boolean(this.tenant.agent(user.id)?.phoneUri);
    const { password, digest } = newCredentials(name);
    const expiresAt = this.clock.now() + this.config.voiceSessionHours * 3_600_000;
    if (!desk) await this.sessions.set({ agentId: user.id, signIn: user.session, digest, expiresAt });
    await this.phones.pushAgent(user.id);
    return {
      nodes: this.nodes.all().map(({ id }) => ({ id, wsPath: `/voice/${id}` })),
      uri: `sip:${name}@${this.config.voiceHost}`,
      user: name,
      password: desk ? '' : password,
      expiresAt,
      phone: desk ? 'desk' : 'browser',
      iceServers: this.config.iceServers,
    };
  }
}
