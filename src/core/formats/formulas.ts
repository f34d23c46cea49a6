// Owns cells that a spreadsheet would run: a text that begins with a sign of a formula gets an apostrophe before it, which
// spreadsheets do not show (OWASP, CSV injection).
const beginsFormula = /^[=+\-@\t\r]/;

export const escapedCell = (text: string): string => (beginsFormula.test(text) ? `'${text}` : text);
