/** Values of settings.json: from what the tools returned of the paper and of the register, and from nowhere else. */
import { type StatedValue, statedIn } from './paperWords.ts';
import type { Recipe, Source, Value } from './recipe.ts';
import type { RegisterText, RowText } from './stageText.ts';

export interface Setting {
  readonly key: string;
  /** Undefined: nothing that was read says it. */
  readonly value: Value | undefined;
  /** The row of the register that decides it. */
  readonly row?: string;
}

export function settingsFrom({ settings }: Recipe, paperText: string, register: RegisterText): readonly Setting[] {
  const stated = statedIn(paperText);
  return Object.entries(settings).map(([key, sources]) => {
    for (const source of Array.isArray(sources) ? (sources as readonly Source[]) : [sources as Source]) {
      const found = valueFrom(source, key, paperText, stated, register);
      if (found.value !== undefined) return { key, ...found };
    }
    return { key, value: undefined };
  });
}

function valueFrom(
  source: Source,
  key: string,
  text: string,
  stated: readonly StatedValue[],
  { rows }: RegisterText,
): Omit<Setting, 'key'> {
  switch (source.kind) {
    case 'stated': {
      const named = stated.filter(({ name }) => name === source.name);
      const own = source.scope === undefined ? named : named.filter(({ scope }) => scope === source.scope);
      return { value: valueIn((own[0] ?? named.find(({ scope }) => !/[a-z]/i.test(scope)))?.value) };
    }
    case 'words': {
      const all = [...text.matchAll(new RegExp(source.pattern.source, 'g'))].map((match) => match[1] ?? '');
      if (source.list !== true) return { value: valueIn(all[0]) };
      const parts = [...new Set(all)].flatMap((one) => one.split(',').map((part) => part.trim()));
      return { value: parts.length === 0 ? undefined : parts.map((part) => valueIn(part) ?? part) };
    }
    case 'open': {
      const row = rowFor(source, key, rows);
      return row === undefined || !isUsable(source, row.value)
        ? { value: undefined }
        : { value: optionFor(source, row.value), row: row.id };
    }
  }
}

type Open = Extract<Source, { readonly kind: 'open' }>;

/** Whether the code can take the value that stands in a row. */
export function isUsable(source: Open, value: RowText['value']): boolean {
  return optionFor(source, value) !== undefined;
}

/** Of values that contradict each other: the one of the text, rather than of a table or its caption. */
export function valueOfText({ kind, alternatives }: RowText): RowText['value'] {
  if (kind !== 'contradiction') return undefined;
  const isOfText = alternatives.find(({ evidence = [] }) => evidence.every(({ address = '' }) => !/#[^#]*\.T\d+/.test(address)));
  return (isOfText ?? alternatives[0])?.value;
}

/** What a row calls `zeros` may be 0 in the settings. */
function optionFor({ values, otherwise }: Open, value: RowText['value']): Value | undefined {
  if (value === undefined || typeof value === 'boolean') return undefined;
  const { [String(value)]: known } = values;
  const own = typeof value === 'string' ? valueIn(value) : value;
  const usual = values[String(otherwise)] ?? otherwise;
  return known ?? (typeof own === typeof usual && (typeof own !== 'string' || own === usual) ? own : undefined);
}

/** The row that decides a setting: the rules' own, or one that was added under the setting's name. */
export function rowFor(source: Open, key: string, rows: readonly RowText[]): RowText | undefined {
  return rows.find(({ name }) => source.name.test(name)) ?? rows.find(({ name }) => name === rowName(key));
}

export function rowName(key: string): string {
  return key.replaceAll('_', ' ');
}

/** `3\cdot10^{-3}`, `10^{-2}`, `10{,}000` and `10,000` are numbers. */
export function valueIn(words: string | undefined): string | number | undefined {
  if (words === undefined || words === '') return undefined;
  const plain = words.replace(/\{,\}/g, '').replace(/(?<=\d),(?=\d{3})/g, '');
  const [, factor, exponent] = /^(?:([\d.]+)\\cdot ?)?10\^\{(-?\d+)\}$/.exec(plain) ?? [];
  const number = exponent === undefined ? Number(plain) : Number(`${factor ?? '1'}e${exponent}`);
  return Number.isNaN(number) ? words : number;
}
