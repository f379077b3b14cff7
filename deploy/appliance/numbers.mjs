import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const SEEDED_WITHIN_MS = 10_000;

/**
 * The demonstration sign-ins that directory writes at its first start.
 * @param {string} file
 * @param {boolean} expected whether to wait for them
 * @returns {Promise<{ user: string, password: string, roles: string[] }[]>} empty when there are none
 */
export async function untilSignIns(file, expected) {
  const deadline = Date.now() + SEEDED_WITHIN_MS;
  for (;;) {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      if (!expected || Date.now() > deadline) return [];
      await delay(50);
    }
  }
}

/**
 * Which number leads where, asked from the site's own API.
 * @param {string} site its address
 * @param {{ user: string, password: string, roles: string[] }[]} signIns
 * @returns {Promise<{ number: string, leadsTo: string }[]>} empty when nobody with the right role is known
 */
export async function readNumbers(site, signIns) {
  const it = signIns.find((s) => s.roles.includes('it'));
  if (!it) return [];
  const headers = { 'content-type': 'application/json', origin: site };
  const signedIn = await fetch(`${site}/api/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ user: it.user, password: it.password }),
  });
  if (!signedIn.ok) return [];
  const { accessToken } = await signedIn.json();
  const entries = await fetch(`${site}/api/v1/entries`, { headers: { authorization: `Bearer ${accessToken}` } });
  if (!entries.ok) return [];
  const { items } = await entries.json();
  return items.map((/** @type {any} */ e) => ({ number: e.number, leadsTo: e.flowId }));
}
