/** One text, or one for each plural form of the language; `{n}` and other names in braces are filled in. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Messages = Record<string, Message>;
export type Values = Record<string, string | number>;

/** Fills a message. Numbers are written as the language writes them; a value that is missing stays visible as `{name}`. */
export function fill(message: Message, language: string, values: Values = {}): string {
  const form = typeof message === 'string' ? message : pluralOf(message, language, Number(values.n ?? 0));
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
}

const pluralOf = (message: Exclude<Message, string>, language: string, n: number) =>
  message[new Intl.PluralRules(language).select(n)] ?? message.other;
