/** The page that documents every setting, from the services' schemas. */
export function configurationPage(schemas: unknown[]): string;
