import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { Nodes } from '../keeper/nodes.js';
import { orphans } from '../metrics.js';
import { Segments } from '../segment/segments.js';

const OURS = /^([0-9a-f-]{36})-[rt]x\.wav$/;

/**
 * At start: plain files whose recording is in the store, or deleted, are removed. A plain file that nobody knows is the
 * only copy of something, so it is left, counted and named.
 */
@Injectable()
export class PlainSweep implements OnApplicationBootstrap {
  private readonly log = log('sweep');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly nodes: Nodes,
    private readonly segments: Segments,
    private readonly db: Database,
    private readonly lifecycle: Lifecycle,
  ) {}

  onApplicationBootstrap(): void {
    void this.lifecycle.schema.then(() => this.sweep());
  }

  async sweep(): Promise<void> {
    const inHand = new Set(this.segments.all().map((segment) => segment.id));
    let unknown = 0;
    for (const { plainDir } of this.nodes.all()) {
      try {
        const files = (await readdir(plainDir)).map((name) => ({ name, id: OURS.exec(name)?.[1] ?? null }));
        const left = files.filter(({ id }) => id === null || !inHand.has(id));
        const done = await this.done(left.flatMap(({ id }) => id ?? []));
        for (const { name, id } of left) {
          if (id !== null && done.has(id)) await rm(join(plainDir, name), { force: true });
          else {
            unknown++;
            this.log.error({ file: name }, 'a plain recording that nobody knows was left alone');
          }
        }
      } catch (error) {
        this.log.warn(describeError(error), 'plain files could not be swept');
      }
    }
    orphans.set(unknown);
  }

  private async done(ids: string[]): Promise<Set<string>> {
    const { rows } = await this.db.inTenant(this.config.tenant, (tx) =>
      tx.query<{ id: string }>(
        `select id from recording where id = any($1) and state in ('sealed', 'missing', 'unwanted')`,
        [ids],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }
}
