import { ApiError } from '../auth/api.error.js';

export type DraftState = 'empty' | 'saving' | 'saved' | 'local';
const SAVE_AFTER_MS = 700;
const AGAIN_MS = 5_000;
/** Of what was refused, these may be taken later; after any other the reservation is over or not hers. */
const LATER = [408, 425, 429];

/** Brings what is typed to the site: one save at a time, so that an older text never comes after a newer one. */
export class DraftSaver {
  private text: string | undefined;
  private saved: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private closed = false;
  private held = false;

  constructor(
    private readonly put: (text: string, options: { keepalive: boolean }) => Promise<unknown>,
    private readonly onState: (state: DraftState) => void,
  ) {}

  change(text: string): void {
    this.text = text;
    this.tell('saving');
    this.plan(SAVE_AFTER_MS);
  }

  /** The note is on its way as a whole: a part of it that came after would be refused. */
  hold(): void {
    clearTimeout(this.timer);
    this.held = true;
  }

  /** It was not taken: parts of it are sent again. */
  release(): void {
    this.held = false;
    if (!this.closed) this.plan(SAVE_AFTER_MS);
  }

  /** The note is finished, and nothing of it is to be sent any more. */
  forget(): void {
    clearTimeout(this.timer);
    this.text = undefined;
    this.closed = true;
  }

  /** Nobody looks any more: what was not sent yet is sent once, also while the page goes away. */
  close(): void {
    clearTimeout(this.timer);
    this.closed = true;
    if (!this.running) void this.save();
  }

  private plan(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), ms);
  }

  private async save(): Promise<void> {
    const { text } = this;
    if (this.held || this.running || text === undefined || text === this.saved) return;
    this.running = true;
    let failed: unknown;
    try {
      await this.put(text, { keepalive: this.closed });
      this.saved = text;
    } catch (error) {
      failed = error;
    }
    this.running = false;
    // Typed meanwhile: its own time comes, or has come while this was on its way.
    if (this.text !== text) return this.closed ? this.save() : this.plan(SAVE_AFTER_MS);
    this.tell(failed ? 'local' : 'saved');
    if (failed && !this.closed && isPassing(failed)) this.plan(AGAIN_MS);
  }

  private tell(state: DraftState): void {
    if (!this.closed) this.onState(state);
  }
}

const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.status < 400 || error.status >= 500 || LATER.includes(error.status);
