import { Inject, Injectable } from '@nestjs/common';
import { Journal as Lines } from '#common/disk/journal.js';
import type { Call } from './call.js';

export const JOURNAL_FILE = Symbol('file of the open calls');

/** The open calls, so that a restarted process knows whom it serves; a crash of the machine ends the calls anyway. */
@Injectable()
export class Journal extends Lines<Call> {
  constructor(@Inject(JOURNAL_FILE) file: string) {
    super(file, (call) => call.interactionId);
  }
}
