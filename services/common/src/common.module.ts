import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AuthGuard } from './auth/auth.guard.js';
import { TokenVerifier } from './auth/tokens.js';
import { Bus } from './bus/bus.js';
import { BusConnection } from './bus/connection.js';
import { Clock } from './clock/clock.js';
import { HybridClock } from './clock/hlc.js';
import { CONFIG } from './config/config.js';
import { Database } from './db/database.js';
import type { MigrationClass } from './db/migration.js';
import { HealthController } from './health/health.controller.js';
import { Health } from './health/health.js';
import { ProblemFilter } from './http/problem.filter.js';
import { Ledger } from './ledger/ledger.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { Lifecycle } from './lifecycle.js';
import { EDGE_BUS, EDGE_CONNECTION, SITE_CONNECTION } from './tokens.js';

type Config = Record<string, string | number>;

/** What every service has, by what its configuration names: buses, database with ledger, auth, health, metrics. */
@Global()
@Module({})
export class CommonModule {
  static for(service: string, config: unknown, migrations: MigrationClass[]): DynamicModule {
    const c = config as Config;
    const has = (key: string) => c[key] !== undefined;
    const providers: Provider[] = [
      { provide: CONFIG, useValue: config },
      Clock,
      Health,
      Lifecycle,
      {
        provide: HybridClock,
        useFactory: (clock: Clock) => new HybridClock(service, () => clock.now()),
        inject: [Clock],
      },
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: SITE_CONNECTION, useFactory: () => (has('natsUrl') ? connection(service, c, 'nats') : undefined) },
      {
        provide: EDGE_CONNECTION,
        useFactory: () => (has('edgeNatsUrl') ? connection(service, c, 'edgeNats') : undefined),
      },
      {
        provide: Bus,
        useFactory: (clock: HybridClock, b?: BusConnection) => b && new Bus(b, false, clock),
        inject: [HybridClock, SITE_CONNECTION],
      },
      { provide: EDGE_BUS, useFactory: (b?: BusConnection) => b && new Bus(b, true), inject: [EDGE_CONNECTION] },
      {
        provide: Database,
        useFactory: () =>
          has('databaseUrl')
            ? new Database({
                url: withPassword(String(c['databaseUrl']), c['databasePassword']),
                pool: Number(c['databasePool']),
                service,
                migrations,
              })
            : undefined,
      },
      { provide: Ledger, useFactory: (clock: HybridClock) => new Ledger(clock), inject: [HybridClock] },
    ];
    if (has('tokenPublicKeys')) {
      providers.push({ provide: TokenVerifier, useFactory: () => new TokenVerifier(String(c['tokenPublicKeys'])) });
      providers.push({ provide: APP_GUARD, useClass: AuthGuard });
    }
    return {
      module: CommonModule,
      imports: [DiscoveryModule, ...(has('databaseUrl') && has('natsUrl') ? [LedgerModule.for(service)] : [])],
      controllers: [HealthController],
      providers,
      exports: providers
        .map((p) => ('provide' in p ? p.provide : p))
        .filter((t) => t !== APP_FILTER && t !== APP_GUARD),
    };
  }
}

const connection = (service: string, c: Config, prefix: 'nats' | 'edgeNats') =>
  new BusConnection({
    url: String(c[`${prefix}Url`]),
    user: String(c[`${prefix}User`]),
    password: String(c[`${prefix}Password`]),
    name: service,
  });

function withPassword(address: string, password: string | number | undefined): string {
  if (password === undefined) return address;
  const url = new URL(address);
  url.password = encodeURIComponent(String(password));
  return url.href;
}
