/**
 * Whether a page of this origin may connect. Only browsers send Origin, and they always do and cannot forge it; a program
 * without one is stopped by its ticket alone.
 * @param allowed exact origins; when empty, pages of the host that was asked (its port does not matter: the site has another one)
 */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  if (from.protocol !== 'http:' && from.protocol !== 'https:') return false;
  if (allowed.length > 0) return allowed.includes(from.origin);
  return URL.canParse(`http://${host}`) && new URL(`http://${host}`).hostname === from.hostname;
}
