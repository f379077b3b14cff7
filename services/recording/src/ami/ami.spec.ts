import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AmiClient } from './ami.client.js';
import { AmiDisconnected, AmiRefused, AmiTimeout } from './ami.errors.js';
import { AmiParser, encodeAction } from './ami.protocol.js';
import { maskMixMonitor, startMixMonitor, stopMixMonitor } from './mixmonitor.js';

describe('the protocol', () => {
  it('is cut into blocks however it was split into packets', () => {
    const text =
      'Asterisk Call Manager/11\r\nResponse: Success\r\nActionID: 1\r\nOutput: a\r\nOutput: b: c\r\n\r\nEvent: X\r\n\r\n';
    const parser = new AmiParser();
    const blocks = [...text].flatMap((character) => parser.feed(character));
    expect(blocks).toEqual([{ Response: 'Success', ActionID: '1', Output: ['a', 'b: c'] }, { Event: 'X' }]);
  });

  it('lets no value smuggle in a second field', () => {
    expect(() => encodeAction({ Action: 'Ping', Channel: 'x\r\nAction: Originate' })).toThrow(RangeError);
  });
});

type Block = Record<string, string>;
let server: Server;
let sockets: Socket[];
let actions: Block[];
let answer: (action: Block) => string | null;
let ami: AmiClient;

beforeEach(async () => {
  [sockets, actions] = [[], []];
  answer = () => 'Response: Success\r\n';
  server = createServer((socket) => {
    sockets.push(socket);
    const parser = new AmiParser();
    socket.on('error', () => {});
    socket.write('Asterisk Call Manager/11\r\n');
    socket.on('data', (data) => {
      for (const action of parser.feed(String(data)) as Block[]) {
        actions.push(action);
        const text = action.Action === 'Login' ? 'Response: Success\r\n' : answer(action);
        if (text !== null)
          socket.write(
            `${text
              .replaceAll('ID?', `ActionID: ${action.ActionID}`)
              .replace(/^(Response.*\r\n)(?!ActionID)/, `$1ActionID: ${action.ActionID}\r\n`)}\r\n`,
          );
      }
    });
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const { port } = server.address() as AddressInfo;
  ami = new AmiClient({ node: 'a', host: '127.0.0.1', port, user: 'u', password: 'p', timeoutMs: 100, retryMs: 20 });
  const up = new Promise<void>((done) => ami.onConnected(done));
  ami.start();
  await up;
});
afterEach(async () => {
  ami.stop();
  for (const socket of sockets) socket.destroy();
  await new Promise((down) => server.close(down));
});

const files = { received: '/spool/my calls/a-rx.wav', transmitted: '/spool/my calls/a-tx.wav' };

describe('a recording by AMI', () => {
  it('is begun with a file for each direction, and known by the id that Asterisk gave', async () => {
    answer = () => 'Response: Success\r\nMixMonitorID: 0x7f\r\n';
    expect(await startMixMonitor(ami, '1795.1', files)).toBe('0x7f');
    expect(actions.at(-1)).toMatchObject({
      Action: 'MixMonitor',
      Channel: '1795.1',
      Options: `r(${files.received})t(${files.transmitted})`,
    });
  });

  it.each(['/a,rm -rf', '/a)b', '/a;b', '/a|b', '/$' + '{X}', '/a\r\nAction: x'])(
    'never gets %j into its options',
    async (path) => {
      await expect(startMixMonitor(ami, '1795.1', { ...files, received: path })).rejects.toBeInstanceOf(RangeError);
      expect(actions.map((action) => action.Action)).not.toContain('MixMonitor');
    },
  );

  it('that ended with its channel has stopped', async () => {
    answer = () => 'Response: Error\r\nMessage: No such channel\r\n';
    expect(await stopMixMonitor(ami, 'x', '1')).toBe(false);
    expect(await maskMixMonitor(ami, 'x', '1', true)).toBe(false);
  });

  it('that is refused for another reason is an error', async () => {
    answer = () => 'Response: Error\r\nMessage: Cannot set mute flag\r\n';
    await expect(maskMixMonitor(ami, 'x', '1', true)).rejects.toBeInstanceOf(AmiRefused);
  });
});

describe('the connection', () => {
  it('gives a list as its rows', async () => {
    answer = () =>
      'Response: Success\r\nID?\r\nEventList: start\r\n\r\nEvent: Row\r\nID?\r\nN: 1\r\n\r\nEvent: Row\r\nID?\r\nN: 2\r\n\r\nEvent: Done\r\nEventList: Complete\r\nID?\r\n';
    expect((await ami.list('Rows')).map((row) => row.N)).toEqual(['1', '2']);
  });

  it('does not wait for ever', async () => {
    answer = () => null;
    await expect(ami.send('Ping')).rejects.toBeInstanceOf(AmiTimeout);
  });

  it('is made again when it is lost, and what waited fails at once', async () => {
    answer = () => {
      sockets.at(-1)!.destroy();
      return null;
    };
    const again = new Promise<void>((done) => ami.onConnected(done));
    await expect(ami.send('Ping')).rejects.toBeInstanceOf(AmiDisconnected);
    await again;
    answer = () => 'Response: Success\r\n';
    await expect(ami.send('Ping')).resolves.toBeDefined();
  });
});
