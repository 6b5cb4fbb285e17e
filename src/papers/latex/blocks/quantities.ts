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

/** `\qtyrange{1}{5}{\second}`, `\numrange{1}{5}`. */
function range(reader: Reader, name: string): void {
  reader.gullet.bracketed();
  const [first, last] = [said(reader.gullet.argument()), said(reader.gullet.argument())];
  const unit = name === 'numrange' ? '' : said(reader.gullet.argument());
  reader.words(`${first} to ${last}${unit === '' || unit.startsWith('%') ? unit : ` ${unit}`}`);
}

/** `\qtylist{1;2;3}{\second}`, `\numlist{1;2;3}`. */
function list(reader: Reader, name: string): void {
  reader.gullet.bracketed();
  const numbers = said(reader.gullet.argument())
    .split(';')
    .map((one) => one.trim());
  const unit = name === 'numlist' ? '' : said(reader.gullet.argument());
  const [last = '', ...before] = numbers.toReversed();
  const all = before.length === 0 ? last : `${before.toReversed().join(', ')} and ${last}`;
  reader.words(`${all}${unit === '' || unit.startsWith('%') ? unit : ` ${unit}`}`);
}

function angle(reader: Reader): void {
  reader.gullet.bracketed();
  const [degrees = '', minutes = '', seconds = ''] = said(reader.gullet.argument()).split(';');
  reader.words(`${degrees === '' ? '' : `${degrees}°`}${minutes === '' ? '' : `${minutes}′`}${seconds === '' ? '' : `${seconds}″`}`);
}

export const quantityCommands: Readonly<Record<string, Handler>> = {
  num: alone,
  si: alone,
  unit: alone,
  ang: angle,
  tablenum: alone,
  numrange: range,
  qtyrange: range,
  SIrange: range,
  numlist: list,
  qtylist: list,
  SIlist: list,
  SI: quantity,
  qty: quantity,
};
