/** One event of a stream (HTML standard, section 9.2): its kind and its data. */
export interface StreamEvent {
  kind: string;
  data: string;
}

/** Reads server-sent events from pieces of text, cut anywhere. A fetch is used in place of EventSource because that cannot carry a credential. */
export function eventReader(): (piece: string) => StreamEvent[] {
  let rest = '';
  return (piece) => {
    rest += piece;
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop()!;
    return blocks.map(eventOf).filter((event) => event.data !== '');
  };
}

function eventOf(block: string): StreamEvent {
  const event: StreamEvent = { kind: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (field === 'event') event.kind = value;
    if (field === 'data') data.push(value);
  }
  return { ...event, data: data.join('\n') };
}
