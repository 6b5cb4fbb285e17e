/** How a measured number reads, wherever a person reads it. Pure. */

/** At most four significant digits; never rounds a value that is not zero to `0`. */
export function valueText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (value === 0 || (Number.isInteger(value) && size < 1e6)) return String(value);
  return size >= 1e-3 && size < 1e6 ? String(Number(value.toPrecision(4))) : value.toExponential(2);
}

/** More decimals than a person types or a log prints: a number as the machine holds it. */
const exactNumber = /(?<![\w.:/])-?\d+\.\d{5,}(?:e[+-]?\d+)?(?!\w|\.\d)/gi;

/** A text whose numbers are exact, for people. */
export function roundedText(text: string): string {
  return text.replaceAll(exactNumber, (number) => valueText(Number(number)));
}
