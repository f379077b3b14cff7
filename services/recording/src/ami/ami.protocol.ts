/** One block of the manager protocol. A field that comes several times (a command's `Output`) keeps every value. */
export type AmiMessage = Readonly<Record<string, string | readonly string[]>>;

/** The text of an action. Throws when a value could smuggle in a second field. */
export function encodeAction(fields: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(fields)
    .filter((field): field is [string, string] => field[1] !== undefined)
    .map(([name, value]) => {
      if (/[\r\n]/.test(value)) throw new RangeError(`line break in AMI field ${name}`);
      return `${name}: ${value}`;
    });
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** Cuts the byte stream into blocks, whatever way it was split into packets. */
export class AmiParser {
  private rest = '';

  /** Feeds text in; gives the blocks that are now whole. The greeting line is skipped. */
  feed(text: string): AmiMessage[] {
    const blocks = (this.rest + text).split('\r\n\r\n');
    this.rest = blocks.pop() ?? '';
    return blocks.map(parseBlock).filter((message) => Object.keys(message).length > 0);
  }
}

function parseBlock(block: string): AmiMessage {
  const message: Record<string, string | string[]> = {};
  for (const line of block.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, '');
    const known = message[name];
    if (known === undefined) message[name] = value;
    else message[name] = Array.isArray(known) ? [...known, value] : [known, value];
  }
  return message;
}

/** The values of a field, none when it is absent. */
export function valuesOf(message: AmiMessage, name: string): readonly string[] {
  const value = message[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
