import { Injectable } from '@nestjs/common';

/** `up`, or why not. */
export type Check = () => string | Promise<string>;

/** What this service needs in order to do its work; each part registers its own check. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, Check>();
  private stopping = false;

  need(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  stop(): void {
    this.stopping = true;
  }

  async ready(): Promise<{ ready: boolean; checks: Record<string, string> }> {
    const checks: Record<string, string> = this.stopping ? { process: 'shutting down' } : {};
    for (const [name, check] of this.checks) {
      try {
        checks[name] = await check();
      } catch (error) {
        checks[name] = error instanceof Error ? error.message : String(error);
      }
    }
    return { ready: Object.values(checks).every((c) => c === 'up'), checks };
  }
}
