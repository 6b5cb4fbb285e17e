/** How training scripts spell numbers. Written over character codes: this is where most of the reading time goes. */

const special: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};
const specialWord = /(?:nan|inf(?:inity)?)(?![\w.])/iy;

const [plus, comma, minus, point] = [0x2b, 0x2c, 0x2d, 0x2e];

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function pastDigits(text: string, at: number): number {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Past groups of three digits behind commas, where there are such: `1,534,000`, not `1,5` or `1, 534`. */
function pastThousands(text: string, from: number, digits: number): number {
  if (digits - from > 3) return digits;
  let end = digits;
  while (text.charCodeAt(end) === comma) {
    const group = pastDigits(text, end + 1);
    if (group !== end + 4) return end;
    end = group;
  }
  return end;
}

function pastExponent(text: string, at: number): number {
  const letter = text.charCodeAt(at);
  if (letter !== 0x65 && letter !== 0x45) return at;
  const sign = text.charCodeAt(at + 1);
  const digits = sign === plus || sign === minus ? at + 2 : at + 1;
  const end = pastDigits(text, digits);
  return end === digits ? at : end;
}

/** Past the number that begins at this place, or the place itself when none does. `nan`, `-inf` and thousands separators count. */
export function endOfNumber(text: string, at: number): number {
  const first = text.charCodeAt(at);
  const from = first === minus || first === plus ? at + 1 : at;
  let end = pastDigits(text, from);
  if (end > from) end = pastThousands(text, from, end);
  if (text.charCodeAt(end) === point) {
    const fraction = pastDigits(text, end + 1);
    if (fraction > end + 1 || end > from) end = fraction;
  }
  if (end > from) return pastExponent(text, end);
  const letter = text.charCodeAt(from) | 0x20;
  if (letter !== 0x6e && letter !== 0x69) return at;
  specialWord.lastIndex = from;
  return specialWord.test(text) ? specialWord.lastIndex : at;
}

/** So many digits, and powers of ten for so many after the point, are exact: dividing one by the other rounds as reading would. */
const exactDigits = 15;
const powersOfTen = Array.from({ length: exactDigits + 1 }, (_, exponent) => 10 ** exponent);

/** The number between two places that `endOfNumber` found. */
export function numberBetween(text: string, at: number, end: number): number {
  const isNegative = text.charCodeAt(at) === minus;
  const from = isNegative ? at + 1 : at;
  let digits = 0;
  let pointAt = end;
  if (end - from > exactDigits) return spelt(text.slice(at, end));
  for (let index = from; index < end; index++) {
    const code = text.charCodeAt(index);
    if (isDigit(code)) digits = digits * 10 + code - 0x30;
    else if (code === point) pointAt = index + 1;
    else if (code !== comma) return spelt(text.slice(at, end));
  }
  // A comma separates thousands: behind the point there is none.
  const size = digits / (powersOfTen[end - pointAt] ?? Number.NaN);
  return isNegative ? -size : size;
}

function spelt(text: string): number {
  const value = Number(text);
  if (!Number.isNaN(value)) return value;
  const bare = text.replace(/^[-+]/, '').toLowerCase();
  const size = special[bare] ?? Number(bare.replaceAll(',', ''));
  return text.startsWith('-') ? -size : size;
}

/** The number that this whole text spells, or undefined. */
export function parseNumber(text: string): number | undefined {
  const end = endOfNumber(text, 0);
  return end === 0 || end !== text.length ? undefined : numberBetween(text, 0, end);
}
