/** Cells of tables of settings as values, and cells that are small sentences (`Adam, β1 = 0.9`). */
import { settingOf } from './bound.ts';
import type { Candidate } from './candidates.ts';
import { captionsApart } from './captionsApart.ts';
import { type CaptionedValue, captionedIn, divisionsIn } from './captionTables.ts';
import { caseCodesIn } from './caseCodes.ts';
import { writtenOut } from './describedCells.ts';
import { gridOf } from './grid.ts';
import { scopesOfCaption } from './labelScopes.ts';
import { invented, type Line, linear } from './linear.ts';
import { type Letters, settingNamed } from './mentions.ts';
import { type Amount, amountOf, outerFactor, type Quantity, quantities } from './numbers.ts';
import type { Passages } from './passages.ts';
import { proseRows } from './proseTables.ts';
import type { Entities, Occurrence } from './scopes.ts';
import { valuesInSentence } from './sentenceValues.ts';
import { type Sweep, sweepsIn } from './sweeps.ts';
import type { TableAside, TableValue } from './tableCells.ts';
import { usualLabel } from './tableDiction.ts';
import { isResult, searchHeading, settingsInTable } from './tableValues.ts';
import { unitBehind } from './units.ts';
import { wordings } from './words.ts';

export interface TablesRead {
  /** What their headings tell apart. */
  readonly scopes: readonly string[];
  read(entities: Entities): Candidate[];
}

export function valuesInTables({ tables }: Passages, letters: Letters): TablesRead {
  const codes = caseCodesIn(tables);
  const each = tables.map((passage) => {
    const named = settingsInTable(passage.table, letters, codes);
    const divided = divisionsIn(passage.table);
    return {
      passage,
      ...named,
      // What a division says of its parts no heading says as well.
      values:
        divided.length === 0
          ? named.values
          : named.values.filter(({ cell }) => divided.every((part) => part.cell !== cell && part.cell.row !== cell.row)),
      asides: divided.length === 0 ? named.asides : [],
      captioned: [...divided, ...(named.values.length === 0 ? captionedIn(passage.table) : [])],
    };
  });
  const apart = captionsApart(
    each.map(({ passage, values }) => ({
      caption: linear(passage.table.caption).text,
      names: new Set(values.map(({ setting }) => setting.name)),
    })),
  );
  const read = each.map((one, at) => underTitle(one, apart[at]));
  return {
    scopes: read.flatMap(({ scopes, captioned }) => [...scopes, ...captioned.flatMap(({ scope }) => scope)]),
    read: (entities) =>
      read.flatMap(({ passage, values, asides, captioned }) => {
        const prose = fromProse(passage, letters, entities);
        if (prose.length > 0 && captioned.length === 0 && settings(prose) > new Set(values.map(({ setting }) => setting.name)).size)
          return prose;
        const swept = sweepsIn(passage.table, (text) => settingNamed(text, letters) !== undefined, isResult);
        return [
          ...swept.flatMap((sweep) => fromSweep(sweep, passage, letters)),
          ...captioned.map((value) => fromCaption(value, passage, entities)),
          ...values
            .filter(({ cell }) => swept.every(({ label }) => label.row !== cell.row))
            .flatMap((value) => fromCell(value, passage.table, passage.headings, letters, entities)),
          ...asides.flatMap((aside) => fromAside(aside, passage.table.anchor, passage.headings, letters, entities)),
        ];
      }),
  };
}

/** What stands under no heading of its own is said for what the whole table is for. */
function underTitle<
  T extends { readonly values: readonly TableValue[]; readonly asides: readonly TableAside[]; readonly scopes: readonly string[] },
>(table: T, title: string | undefined): T {
  if (title === undefined) return table;
  const named = <V extends TableAside>(value: V): V => (value.scope.length > 0 ? value : { ...value, scope: [title] });
  return { ...table, values: table.values.map(named), asides: table.asides.map(named), scopes: [...table.scopes, title] };
}

/** A single setting may be a number of what the rows describe. */
function fromProse({ table, headings }: Passages['tables'][number], letters: Letters, entities: Entities): Candidate[] {
  const found = proseRows(gridOf(table), linear(table.caption).text).flatMap(({ label, cell }) =>
    fromAside({ label, cell, scope: [] }, table.anchor, headings, letters, entities),
  );
  return settings(found) > 1 ? found : [];
}

function settings(found: readonly Candidate[]): number {
  return new Set(found.map(({ name }) => name)).size;
}

function fromSweep({ label, values }: Sweep, { table, headings }: Passages['tables'][number], letters: Letters): Candidate[] {
  const name = settingNamed(label.text, letters)?.name;
  if (name === undefined) return [];
  const stated = values.join(', ');
  const quote = `${original(label)}: ${stated}`;
  return [{ name, value: stated, stated, role: 'searched', values, scope: [], quote, anchor: table.anchor, place: 'table', headings }];
}

function fromCaption(
  { name, value, cell, scope }: CaptionedValue,
  { table, headings }: Passages['tables'][number],
  entities: Entities,
): Candidate {
  return {
    name,
    value,
    stated: original(cell),
    scope: scope.flatMap((text) => occurrences(text, entities)),
    quote: [...scope, original(cell)].join(': '),
    anchor: table.anchor,
    place: 'table',
    headings,
  };
}

/** `Period | 5 epochs`: between two of something. */
const isInterval =
  /\b(?:periods?|strides?|intervals?|every|delay|lag|patience|windows?|refresh\w*|switch\w*|freez\w*|frozen|ramp\w*|updates?|after|from|starts?|anneal\w*|decay\w*|over)\b/i;

/** What a cell says whose row is called by no setting: `Training | 4 epochs`. */
function fromAside(
  { label, cell, scope }: TableAside,
  anchor: string,
  headings: readonly string[],
  letters: Letters,
  entities: Entities,
): Candidate[] {
  const of = scope.filter((text) => !searchHeading.test(text)).flatMap((text) => occurrences(text, entities));
  const ofLabel =
    label.length < 60 ? valuesInSentence({ anchor, place: 'table', headings, others: [], line: invented(label) }, letters, entities) : [];
  return together(label, writtenOut(label, cell), anchor, headings, of, letters, entities).filter(
    ({ name, value }) =>
      !ofLabel.some((other) => other.name === name && other.value === value) &&
      !((name === 'epochs' || name === 'training steps') && isInterval.test(label)),
  );
}

/** `Net | 64–64 tanh`: the hidden layers of a network, in numbers alone. */
function drawn(label: string, text: string): string {
  const widths = /^\d{2,5}(?: ?[–,×-] ?\d{2,5})+(?![\d%.])/.exec(text)?.[0];
  return widths === undefined || !ofNetwork.test(label) ? text : text.replace(widths, `MLP(${(widths.match(/\d+/g) ?? []).join(', ')})`);
}

const ofNetwork =
  /^(?:(?:hidden|policy|value|actor|critic|q|agent|both|mlp)[ -/]*)*(?:nets?|networks?|mlps?|hidden|trunk|arch\w*|body|actor|critic|policy)\.?$/i;

/** Label and cell together say more than each: `Learning rate: 0.005, ×0.1 at epochs 8 and 11`, `Adam step size: 1e-3`. */
function together(
  label: string,
  cell: TableValue['cell'],
  anchor: string,
  headings: readonly string[],
  scope: readonly Occurrence[],
  letters: Letters,
  entities: Entities,
): Candidate[] {
  const line = invented(`${usualLabel(label)}: ${drawn(label, cell.line.text).replace(/, (?=(?:down )?to (?:\d|zero))/, ' ')}`);
  return valuesInSentence({ anchor, place: 'table', headings, others: [], line }, letters, entities).map((candidate) => ({
    ...candidate,
    scope: candidate.scope.length > 0 && !label.includes(candidate.scope[0]?.name ?? '') ? candidate.scope : scope,
    quote: `${label}: ${original(cell)}`,
  }));
}

/** `Search space of the network`: what stands in its cells was gone through. */
const ofSearch =
  /\b(?:search (?:space|range|grid)s?|(?:hyper-?parameter |grid )(?:grid|ranges?|space|search)|(?:grids?|ranges?|candidates|values) (?:(?:that|which) (?:we|were) )?(?:searched|tried|considered|explored|tested))\b(?!.*\b(?:chosen|selected|final|best|used|bold|optimal|default)\b)/iu;

function fromCell(
  value: TableValue,
  { anchor, caption }: Passages['tables'][number]['table'],
  headings: readonly string[],
  letters: Letters,
  entities: Entities,
): Candidate[] {
  const { label, cell, isWord } = value;
  const setting = countedIn(value);
  const searched = value.scope.some((text) => searchHeading.test(text)) || /search|grid|candidates/i.test(label);
  const ofHeads = value.scope.filter((text) => !searchHeading.test(text)).flatMap((text) => occurrences(text, entities));
  const scope = ofHeads.length > 0 || setting.name === 'seeds' ? ofHeads : [...scopesOfCaption(linear(caption).text, entities)];
  const role = /^(inner|outer|server|client|local|global|meta)(?=[ -](?:loop )?(?:learning|step[ -]size|rate|lr\b))/i.exec(label)?.[1];
  if (role !== undefined) scope.push({ name: role.toLowerCase(), kind: 'role', start: 0, end: 0 });
  const common = { name: setting.name, anchor, place: 'table' as const, headings, scope, quote: `${label}: ${original(cell)}` };
  const more = (): Candidate[] => together(label, cell, anchor, headings, scope, letters, entities);
  // `Momentum | β1 = 0.9, β2 = 0.95`: the cell names its values itself.
  if (!isWord && /^\S{1,8}\s?=/.test(cell.text)) {
    const own = more();
    if (own.length > 0 && own.every(({ name }) => name !== setting.name)) return own;
  }
  // `Hidden layers | 48–48`: their widths.
  const widths =
    setting.name === 'layers' && /^\d{2,5}(?: ?[–-] ?\d{2,5})+(?:,? \(?\p{L}+\)?)?$/u.test(cell.text.trim())
      ? cell.text.match(/\d+/g)
      : null;
  if (widths !== null)
    return [
      { ...common, value: widths.length, stated: original(cell) },
      ...[...new Set(widths)].map((width) => ({ ...common, name: 'hidden units', value: Number(width), stated: width })),
      ...more().filter(({ name }) => name === 'activation'),
    ];
  const course = courseIn(cell.text);
  if (course !== undefined && !isWord && setting.is !== 'count') {
    const names = setting.name === 'learning rate' ? [setting.name, 'final learning rate'] : [setting.name, setting.name];
    return course.map((amount, at) => ({ ...common, name: names[at] ?? setting.name, value: amount, stated: original(cell) }));
  }
  if (isWord && setting.name !== 'devices') {
    const words = wording(setting.name, cell.text);
    if (words === undefined) return more();
    return [{ ...common, value: words, stated: original(cell) }, ...more().filter(({ name }) => name !== setting.name)];
  }
  const side = /^(?:image|crop|patch) size$/.test(setting.name) ? /^(\d+) ?(?:\^\{?2\}?|²)/.exec(cell.text)?.[1] : undefined;
  const text = (side ?? cell.text).replace(/^(?:none|off|no|disabled|n\/a)$/i, '0').replace(/ ?[*†‡§]+$/, '');
  const [quantity, ...rest] = quantities(text);
  if (quantity === undefined || text.replaceAll(/[^\p{L}]/gu, '').length > 40) return more();
  // `Learning rate (×10⁻⁴)`: the heading multiplies what stands under it.
  const factor = outerFactor(/[([](?:in )?([×·]?\s*1?e-?\d+|[×·]\s*[\d.]+)[)\]]/.exec(label)?.[1]);
  const [first] = quantity.amounts.map((amount): Amount => ({ ...amount, value: Number((amount.value * factor).toPrecision(12)) }));
  if (first === undefined) return [];
  // `seeds | 0, 1, 2, 3, 4`.
  if (setting.name === 'seeds' && quantity.amounts.length > 2 && /^(?:random )?seeds?\b/i.test(label))
    return [{ ...common, value: quantity.amounts.length, stated: text }];
  const isList = quantity.amounts.length > 1 && (setting.many !== true || quantity.form === 'set' || ofSearch.test(linear(caption).text));
  if (searched || isList) {
    const isRange =
      quantity.form === 'interval' ||
      (/^\[[^\]]*\](?:,? ?\(?(?:on a )?(?:log|uniform)[\w-]*(?: scale)?\)?)?$/.test(text.trim()) && quantity.amounts.length === 2);
    return [{ ...common, ...chosenFrom(quantity, factor, isRange), value: text, stated: text }];
  }
  const unit = unitFor(text, first.end, label, value);
  if (isShareOnly(setting.is) && first.value > 1) {
    // A column of per cent.
    if (!/%|per\s?cent/i.test(label) || first.value > 100) return [];
    return [{ ...common, value: first.value / 100, stated: text, ...unit }];
  }
  if ((setting.is === 'count' && !Number.isInteger(first.value)) || (setting.max !== undefined && first.value > setting.max)) return [];
  const others = setting.many === true ? [...quantity.amounts.slice(1), ...rest.flatMap(({ amounts }) => amounts)] : [];
  const companion = /[×x]/.test(text) ? [] : others;
  const grid = rest.find(({ amounts, start }) => amounts.length > 1 && ofGrid.test(text.slice(quantity.end, start)));
  return [
    ...(grid === undefined ? [] : [{ ...common, ...chosenFrom(grid, factor) }]),
    ...[first, ...companion].map((amount) => ({ ...common, value: amount.value, stated: text.slice(amount.start, amount.end), ...unit })),
    ...more().filter(
      (candidate) => candidate.name !== setting.name && candidate.value !== first.value && candidate.values?.includes(first.value) !== true,
    ),
  ];
}

/** `2e-4 → 2e-6`, `1 → 0.05 in 1e4 steps`: from where to where it goes. */
function courseIn(text: string): readonly number[] | undefined {
  if (!text.includes('→')) return undefined;
  const ends = text.split('→').map((part) => amountOf(part.replace(/ (?:in|over|during|within) .*$/, '').trim()));
  const numbers = ends.filter((end) => end !== undefined);
  return numbers.length === 2 && ends.length === 2 ? numbers : undefined;
}

/** The cell says in what it is counted: `warm-up | 5 epochs`, `warm-up | 3 %`, `training | 60k steps`. */
function countedIn({ setting, isWord, cell: { text } }: TableValue): TableValue['setting'] {
  const is = (name: string): boolean => setting.name === name;
  if (is('warmup steps') && /\bepochs?\b/.test(text)) return settingOf('warmup epochs');
  if (is('warmup steps') && /%/.test(text)) return settingOf('warmup ratio');
  if (is('sequence length') && /\d ?[×x] ?\d/.test(text)) return settingOf('image size');
  if ((is('training steps') || is('sequence length')) && /^[\d.,]+ epochs?$/.test(text)) return settingOf('epochs');
  if (is('epochs') && /^[\d.,]+ ?[kKM]? (?:steps|iterations|updates)$/.test(text)) return settingOf('training steps');
  if (is('learning rate decay epochs') && /\d ?k\b|\d{4}|\b(?:steps|iterations)\b/.test(text))
    return settingOf('learning rate decay steps');
  return isWord && is('hardware') && /^\d{1,4}$/.test(text.trim()) ? settingOf('devices') : setting;
}

/** `3e-5 (from {1e-5, 3e-5})`, `64 (out of 32, 64, 128)` */
const ofGrid =
  /[([;,] ?(?:(?:chosen|selected|tuned|picked|taken|searched|found|best|one) )?(?:from|in|out of|of|among|over|between|grid|range|search(?:ed)?|tried|candidates)(?: the (?:set|grid|range))?:? ?[[({]?$/i;

function chosenFrom(
  { form, amounts }: Quantity,
  factor: number,
  isRange = form === 'interval',
): Pick<Candidate, 'value' | 'stated' | 'role' | 'values'> {
  const values = amounts.map(({ value }) => Number((value * factor).toPrecision(12)));
  const stated = values.join(', ');
  return { value: stated, stated, role: isRange ? 'range' : 'searched', values };
}

function isShareOnly(is: TableValue['setting']['is']): boolean {
  return is === 'share';
}

function unitFor(text: string, end: number, label: string, { setting }: TableValue): { readonly unit?: string } {
  const bracket = /\(([a-z ]{3,14})\)\s*$/i.exec(label)?.[1];
  return bracket === undefined ? unitBehind(text, end, setting) : { unit: bracket };
}

function wording(name: string, text: string): string | undefined {
  if (text === '' || /^[-–—]+$/.test(text)) return undefined;
  const first = text.split(/[,(;]/)[0]?.trim() ?? '';
  for (const { name: of, value, pattern } of wordings) {
    pattern.lastIndex = 0;
    // `Panasonic CF-SV1, CPU only`: what it is called says more.
    if (value === 'CPU' && /^(?!.*\bCPU).*\p{Lu}.*\d/u.test(first)) continue;
    if (of === name && !value.startsWith('$') && text.search(pattern) >= 0) return value;
  }
  const known = /\b(?:cosine|linear|constant|step|exponential|polynomial|plateau|one-cycle)\b/i.exec(text)?.[0].toLowerCase();
  if (name === 'learning rate schedule' || name === 'noise schedule') return known ?? (/none|fixed/i.test(text) ? 'constant' : undefined);
  if (/^[\d.,\s]+$|^N ?\(/.test(text)) return undefined;
  return name === 'target modules' ? text : first;
}

function original({ line }: { readonly line: Line }): string {
  return line.original.replaceAll(/\s+/g, ' ').trim();
}

export function occurrences(text: string, entities: Entities): Occurrence[] {
  const phase = entities.in(text).find(({ kind, start, end }) => (kind === 'phase' || kind === 'part') && end - start >= text.length - 3);
  return [phase === undefined ? { name: text, kind: 'other', start: 0, end: text.length } : { ...phase, kind: 'other' }];
}
