/** Numbers and units of siunitx, as words. */
import type { Handler, Reader } from '../reader.ts';
import { type Token, texOf } from '../token.ts';

const units: Readonly<Record<string, string>> = {
  per: '/',
  percent: '%',
  second: 's',
  minute: 'min',
  hour: 'h',
  day: 'd',
  meter: 'm',
  metre: 'm',
  gram: 'g',
  hertz: 'Hz',
  watt: 'W',
  joule: 'J',
  volt: 'V',
  kelvin: 'K',
  celsius: '°C',
  degree: '°',
  byte: 'B',
  bit: 'bit',
  kilo: 'k',
  mega: 'M',
  giga: 'G',
  tera: 'T',
  milli: 'm',
  micro: 'µ',
  nano: 'n',
  centi: 'c',
  kibi: 'Ki',
  mebi: 'Mi',
  gibi: 'Gi',
  squared: '^2',
  cubed: '^3',
  times: '×',
  pm: '±',
};

/** What is no known unit keeps its name, which is what it says. */
function said(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.kind === 'command' ? (units[token.text] ?? token.text) : texOf([token])))
    .join('')
    .trim();
}

function quantity(reader: Reader): void {
  const { gullet } = reader;
  gullet.bracketed();
  const number = said(gullet.argument());
  gullet.bracketed();
  const unit = said(gullet.argument());
  reader.words(`${number}${unit.startsWith('%') || unit === '' ? '' : ' '}${unit}`);
}

function alone(reader: Reader): void {
  reader.gullet.bracketed();
  reader.words(said(reader.gullet.argument()));
}

export const quantityCommands: Readonly<Record<string, Handler>> = {
  num: alone,
  si: alone,
  unit: alone,
  ang: alone,
  SI: quantity,
  qty: quantity,
};
