/** Lines of cells as a CSV file (RFC 4180). The mark at its beginning tells Excel that it is UTF-8. */
export const csvOf = (lines: readonly (readonly string[])[]): string =>
  `\u{FEFF}${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`;

/** A cell that a spreadsheet would take for a formula gets an apostrophe before it: so it is shown, not run. */
function field(text: string): string {
  const safe = /^[\s]*[=+\-@]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
