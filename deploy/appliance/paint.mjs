const colour = process.stdout.isTTY && !process.env.NO_COLOR;
const wrap = (/** @type {number} */ on, /** @type {number} */ off) => (/** @type {string | number} */ text) =>
  colour ? `\u001b[${on}m${text}\u001b[${off}m` : String(text);

export const bold = wrap(1, 22);
export const dim = wrap(2, 22);
export const green = wrap(32, 39);
export const red = wrap(31, 39);
export const cyan = wrap(36, 39);

/** Rows of cells in columns as wide as their widest. @param {string[][]} rows @param {string} [indent] */
export function columns(rows, indent = '  ') {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => plain(row[i] ?? '').length))) ?? [];
  return rows
    .map(
      (row) =>
        indent +
        row
          .map((cell, i) => cell + ' '.repeat(widths[i] - plain(cell).length))
          .join('  ')
          .trimEnd(),
    )
    .join('\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const plain = (/** @type {string} */ text) => text.replace(/\u001b\[\d+m/g, '');
