/**
 * Content security policy of the console: code and styles of the site alone, and connections to the site and to the
 * named gateways. A gateway's messages are data; nothing that arrives can become script or markup.
 */
export function contentSecurityPolicy(gatewayOrigins: readonly string[]): string {
  return Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'media-src': "'self' blob: mediastream:",
    'connect-src': ["'self'", ...gatewayOrigins].join(' '),
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Headers of every page and asset. */
export const pageHeaders = (gatewayOrigins: readonly string[]): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(gatewayOrigins),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
});

/** Origins of the named gateways. A loopback address gets its other name too: both lead to the same machine. */
export function gatewayOrigins(gatewayUrl: string, further: string): string[] {
  const { protocol, host, port, hostname } = new URL(gatewayUrl);
  const names = ['127.0.0.1', 'localhost'].includes(hostname) ? [`127.0.0.1:${port}`, `localhost:${port}`] : [host];
  return [...names.map((name) => `${protocol}//${name}`), ...further.split(/\s+/).filter(Boolean)];
}
