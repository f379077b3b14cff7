import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Journal as Lines } from '#common/disk/journal.js';
import type { Config } from '../config.js';
import type { Segment } from './segment.js';

/**
 * The segments that are not yet told to PostgreSQL, written before each act: the keeper works without a database, and a
 * killed one finds its work again.
 */
@Injectable()
export class Journal extends Lines<Segment> {
  constructor(@Inject(CONFIG) config: Pick<Config, 'dir'>) {
    super(join(config.dir, 'journal', 'segments.jsonl'), (segment) => segment.id);
  }
}
