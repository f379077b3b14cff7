/** Refusals that pass by themselves: the site, or the way to it, is away for now. Everything else is final. */
const PASSING = new Set(['EDGE.SITE_AWAY']);

export const isPassing = (code: string | undefined): boolean => code !== undefined && PASSING.has(code);
