import { describe, expect, it } from '@jest/globals';
import { eventReader } from './sse.js';

describe('server-sent events', () => {
  it('come out whole however the text is cut', () => {
    const read = eventReader();
    const stream = 'event: state\ndata: {"a":1}\n\n: beat\n\ndata: x\ndata: y\nid: 7\n\ndata: rest';
    const found = [...stream].flatMap((letter) => read(letter));
    expect(found).toEqual([
      { kind: 'state', data: '{"a":1}' },
      { kind: 'message', data: 'x\ny' },
    ]);
  });
  it('may have carriage returns', () => {
    expect(eventReader()('event: beat\r\ndata: {}\r\n\r\n')).toEqual([{ kind: 'beat', data: '{}' }]);
  });
});
