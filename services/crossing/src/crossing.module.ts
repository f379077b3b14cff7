import { Module } from '@nestjs/common';
import { CrossingService } from './crossing.service.js';
import { Attach } from './desk/attach.js';
import { Beats } from './desk/beats.js';
import { Changes } from './desk/changes.js';
import { Command } from './desk/command.js';
import { Lost } from './desk/lost.js';
import { EdgeBus } from './edge/edge.bus.js';
import { Refused } from './refused/refused.js';
import { Tally } from './refused/tally.js';
import { AttachedDesktops } from './sessions/attached.js';
import { DirectoryCache } from './sessions/directory.cache.js';
import { Tokens } from './tokens/tokens.service.js';

/** Everything that passes between the site and one place goes through here, field by field. */
@Module({
  providers: [
    AttachedDesktops,
    DirectoryCache,
    Tokens,
    Refused,
    Tally,
    EdgeBus,
    Attach,
    Command,
    Lost,
    Changes,
    Beats,
    CrossingService,
  ],
})
export class CrossingModule {}
