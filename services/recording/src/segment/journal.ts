import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import type { Config } from '../config.js';
import type { Segment } from './segment.js';

/**
 * One small file a segment that is not yet told to PostgreSQL, written before each act: the keeper works without a
 * database, and a killed one finds its work again. Renamed into place, so no file is ever half written.
 */
@Injectable()
export class Journal {
  private readonly dir: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'dir'>) {
    this.dir = join(config.dir, 'journal');
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
  }

  save(segment: Segment): void {
    const path = this.path(segment.id);
    writeFileSync(`${path}.new`, JSON.stringify(segment), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  forget(segment: Segment): void {
    rmSync(this.path(segment.id), { force: true });
  }

  /** What a keeper before us left; files that cannot be read are left alone and named. */
  readAll(): { segments: Segment[]; unreadable: string[] } {
    const segments: Segment[] = [];
    const unreadable: string[] = [];
    for (const name of readdirSync(this.dir).filter((each) => each.endsWith('.json'))) {
      try {
        segments.push(JSON.parse(readFileSync(join(this.dir, name), 'utf8')) as Segment);
      } catch {
        unreadable.push(name);
      }
    }
    return { segments, unreadable };
  }

  private path(id: string): string {
    return join(this.dir, `${id}.json`);
  }
}
