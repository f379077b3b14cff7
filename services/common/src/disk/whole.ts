import { writeSync } from 'node:fs';

/** Writes all of a text to an open file. A disk that fills up takes a part of it first and says so only of the rest. @throws what the file system says */
export function writeAll(fd: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
  return bytes.length;
}
