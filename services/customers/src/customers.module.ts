import { Module } from '@nestjs/common';
import { Contexts } from './context/context.service.js';
import { ContactService } from './desk/contact.service.js';
import { DeskController } from './desk/desk.controller.js';
import { Holder } from './desk/holder.service.js';
import { IdentifyEvents } from './identify/identify.events.js';
import { Identify } from './identify/identify.service.js';
import { DeskNamesController } from './names/desk-names.controller.js';
import { DirectoryCache } from './names/directory.cache.js';
import { Erase } from './people/erase.service.js';
import { PeopleController } from './people/people.controller.js';
import { People } from './people/person.js';
import { History } from './timeline/history.service.js';
import { TimelineEvents } from './timeline/timeline.events.js';
import { VaultEvents } from './vault/vault.events.js';
import { Vault } from './vault/vault.service.js';
import { WrapUp } from './wrap-up/wrap-up.service.js';

@Module({
  controllers: [IdentifyEvents, VaultEvents, DeskController, DeskNamesController, PeopleController],
  providers: [
    People,
    Contexts,
    Identify,
    Vault,
    DirectoryCache,
    Holder,
    History,
    TimelineEvents,
    ContactService,
    WrapUp,
    Erase,
  ],
})
export class CustomersModule {}
