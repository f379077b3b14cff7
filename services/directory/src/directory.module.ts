import { Module } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Attempts } from './attempts/attempts.service.js';
import type { Config } from './config.js';
import { Demo } from './demo/demo.service.js';
import { DeskController } from './desk/desk.controller.js';
import { DeskEvents } from './desk/desk.events.js';
import { DeskService } from './desk/desk.service.js';
import { NamesController } from './names/names.controller.js';
import { ConfigChange } from './setup/change.service.js';
import { ConfigController } from './setup/config.controller.js';
import { ConfigService } from './setup/config.service.js';
import { ImpactService } from './setup/impact.service.js';
import { setupController } from './setup/setup.controller.js';
import { SetupEvents } from './setup/setup.events.js';
import { KINDS, type Kind } from './setup/setup.js';
import { SetupService } from './setup/setup.service.js';
import { Versions } from './setup/versions.service.js';
import { ConfigDocument } from './setup/yaml/document.service.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.service.js';
import { SignOut } from './sign-in/sign-out.service.js';
import { TokenSigner } from './sign-in/tokens.js';
import { Sweep } from './sweep.js';
import { MeController } from './users/me.controller.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';

@Module({
  controllers: [
    SignInController,
    DeskController,
    DeskEvents,
    UsersController,
    MeController,
    NamesController,
    SetupEvents,
    ConfigController,
    ...(Object.keys(KINDS) as Kind[]).map((kind) => setupController(kind)),
  ],
  providers: [
    {
      provide: TokenSigner,
      useFactory: (c: Config) => new TokenSigner(c.signingKey, c),
      inject: [CONFIG],
    },
    Attempts,
    SignIn,
    SignOut,
    DeskService,
    ConfigChange,
    SetupService,
    ConfigService,
    ImpactService,
    Versions,
    ConfigDocument,
    UsersService,
    Demo,
    Sweep,
  ],
})
export class DirectoryModule {}
