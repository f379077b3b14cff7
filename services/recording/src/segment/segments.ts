import { Injectable, type OnModuleInit } from '@nestjs/common';
import { openSegments, waiting } from '../metrics.js';
import { Journal } from './journal.js';
import { isOpen, moveTo, type Segment, type SegmentState } from './segment.js';

/** Every segment that is not yet told to PostgreSQL to its end. What changes here is in the journal first. */
@Injectable()
export class Segments implements OnModuleInit {
  private readonly byId = new Map<string, Segment>();
  private readonly listeners: ((segment: Segment) => void)[] = [];

  constructor(private readonly journal: Journal) {}

  /** Takes up what a keeper before us left, before anybody asks. */
  onModuleInit(): void {
    for (const segment of this.journal.load()) this.byId.set(segment.id, segment);
    this.count();
  }

  all(): Segment[] {
    return [...this.byId.values()];
  }
  /** The segment of this talk that is being recorded, if there is one. */
  openOf(reservationId: string): Segment | undefined {
    return this.all().find((segment) => segment.reservationId === reservationId && isOpen(segment));
  }
  openOn(channel: string): Segment[] {
    return this.all().filter((segment) => segment.channel === channel && isOpen(segment));
  }

  add(segment: Segment): void {
    this.byId.set(segment.id, segment);
    this.changed(segment);
  }

  move(segment: Segment, state: SegmentState, also: Partial<Segment> = {}): void {
    moveTo(segment, state);
    Object.assign(segment, also);
    this.changed(segment);
  }

  changed(segment: Segment): void {
    this.journal.save(segment);
    this.count();
    for (const listener of this.listeners) listener(segment);
  }

  /** Told to its end: nothing is left to do. */
  forget(segment: Segment): void {
    this.journal.end(segment.id);
    this.byId.delete(segment.id);
    this.count();
  }

  onChange(listener: (segment: Segment) => void): void {
    this.listeners.push(listener);
  }

  private count(): void {
    const open = this.all().filter(isOpen).length;
    openSegments.set(open);
    waiting.set(this.byId.size - open);
  }
}
