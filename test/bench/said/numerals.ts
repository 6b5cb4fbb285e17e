import type { Dice } from './dice.ts';

const inWords = new Map([
  [3, 'three'],
  [4, 'four'],
  [5, 'five'],
  [8, 'eight'],
  [10, 'ten'],
  [20, 'twenty'],
  [2, 'two'],
  [6, 'six'],
  [12, 'twelve'],
]);

/** One of the ways in which a paper may write a number. `inMath`: the place stands between dollars already. */
export function numeral(
  value: number,
  {
    dice,
    share,
    inMath,
    asWord,
  }: { readonly dice: Dice; readonly share?: boolean | undefined; readonly inMath?: boolean; readonly asWord?: boolean },
): string {
  const word = inWords.get(value);
  if (asWord === true && !inMath && word !== undefined && dice.chance(0.4)) return word;
  const forms = [...plain(value)];
  const math = (tex: string): string => (inMath === true ? tex : `$${tex}$`);
  if (value > 0 && value < 0.01) {
    const exponent = Math.floor(Math.log10(value) + 1e-9);
    const mantissa = Number((value / 10 ** exponent).toPrecision(6));
    if (!inMath) forms.push(`${mantissa}e-${-exponent}`);
    const power = `10^{${exponent}}`;
    forms.push(...(mantissa === 1 ? [math(power)] : [math(`${mantissa}\\times ${power}`), math(`${mantissa}\\cdot${power}`)]));
    if (exponent < -4) forms.shift();
  }
  if (share === true && !inMath) forms.push(`${Number((value * 100).toPrecision(6))}\\%`, `$${Number((value * 100).toPrecision(6))}\\%$`);
  if (value >= 1000) {
    if (!inMath && value % 1000 === 0 && value < 1e6) forms.push(`${value / 1000}k`, `${value / 1000}K`);
    if (!inMath && value % 1e6 === 0) forms.push(`${value / 1e6}M`, `${value / 1e6} million`);
    if (Number.isInteger(Math.log10(value))) forms.push(math(`10^${Math.log10(value)}`));
    if (value >= 512 && Number.isInteger(Math.log2(value))) forms.push(math(`2^{${Math.log2(value)}}`));
  }
  if ([0.5, 0.25, 0.2].includes(value) && dice.chance(0.3)) forms.push(math(`1/${1 / value}`));
  return dice.one([forms[0] ?? String(value), ...forms.slice(1)]);
}

function plain(value: number): readonly string[] {
  if (value >= 10_000)
    return [
      value.toLocaleString('en-US'),
      value
        .toLocaleString('en-US')
        .replaceAll(',', '{,}')
        .replace(/^(.*)$/, '$$$1$$'),
    ].slice(0, 1);
  if (value >= 1000) return [String(value), value.toLocaleString('en-US')];
  return [decimal(value)];
}

function decimal(value: number): string {
  const digits = Math.max(0, 1 - Math.floor(Math.log10(value || 1)) + 1);
  return Number.isInteger(value)
    ? String(value)
    : String(Number(value.toFixed(Math.min(12, digits + 2)))).includes('e')
      ? value.toFixed(digits).replace(/0+$/, '')
      : String(value);
}
