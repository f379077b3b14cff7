import { isIPv6 } from 'node:net';

/**
 * The source that a limit counts: an IPv4 address, or the first 64 bits of an IPv6 one, which is what one line gets.
 * undefined for loopback: this machine's own tools are not strangers.
 */
export function sourceOf(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (plain === '::1' || /^127\.\d+\.\d+\.\d+$/.test(plain)) return undefined;
  return isIPv6(plain) ? groupsOf(plain).slice(0, 4).join(':') : plain;
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('%', 1)[0]!.toLowerCase().split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(missing).fill('0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}
