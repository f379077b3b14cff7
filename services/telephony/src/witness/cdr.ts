/** One line of Asterisk's call detail records; times in ms. */
export interface Cdr {
  readonly uniqueid: string;
  readonly channel: string;
  readonly dst: string;
  readonly context: string;
  readonly start: number;
  readonly end: number;
  readonly mark: string;
}

const COLUMNS = [
  'uniqueid',
  'linkedid',
  'sequence',
  'channel',
  'dstchannel',
  'src',
  'dst',
  'dcontext',
  'start',
  'answer',
  'end',
  'duration',
  'billsec',
  'disposition',
  'lastapp',
  'userfield',
];
const at = (name: string) => COLUMNS.indexOf(name);

/** Reads a line of cdr-custom/spillway.csv (columns in cdr_custom.conf); undefined when it is not one. */
export function cdrOf(line: string): Cdr | undefined {
  const fields = csv(line);
  if (fields.length !== COLUMNS.length) return undefined;
  const field = (name: string) => fields[at(name)] ?? '';
  const [start, end] = [ms(field('start')), ms(field('end'))];
  if (!field('uniqueid') || !Number.isFinite(start) || !Number.isFinite(end)) return undefined;
  return {
    uniqueid: field('uniqueid'),
    channel: field('channel'),
    dst: field('dst'),
    context: field('dcontext'),
    start,
    end,
    mark: field('userfield'),
  };
}

const ms = (seconds: string): number => Math.round(Number.parseFloat(seconds) * 1000);

/** RFC 4180: fields in quotes may hold commas and doubled quotes. */
const csv = (line: string): string[] =>
  (line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [])
    .slice(0, COLUMNS.length)
    .map((field) => field.replace(/,$/, ''))
    .map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
