/** `sales 5, support 3` → `{sales: 5, support: 3}`; a skill without a level has 5. */
export function skillsIn(typed: string): Record<string, number> {
  const skills: Record<string, number> = {};
  for (const part of typed.split(',')) {
    const [, name, level] = /^\s*([A-Za-z0-9._:-]+)[\s:=]*(\d+)?\s*$/.exec(part) ?? [];
    if (name) skills[name] = Math.min(10, Math.max(1, Number(level ?? 5)));
  }
  return skills;
}
export const skillsText = (skills: Record<string, number>): string =>
  Object.entries(skills)
    .map(([name, level]) => `${name} ${level}`)
    .join(', ');
