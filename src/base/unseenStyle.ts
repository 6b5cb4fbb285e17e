/** What CSS keeps of words from being seen: taken away, cut off, of no size, beside the page, or in the colour of the ground. Pure and linear. */

export type Declarations = ReadonlyMap<string, string>;

/** Of a `style` attribute or the body of a rule; the last of one name counts. */
export function declarationsOf(css: string): Declarations {
  const found = new Map<string, string>();
  for (const part of css.slice(0, mostCss).split(';')) {
    const colon = part.indexOf(':');
    if (colon < 0) continue;
    const name = part.slice(0, colon).trim().toLowerCase();
    const before = found.get(name);
    const value = part
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    if (before === undefined || !important.test(before) || important.test(value)) found.set(name, value);
  }
  return found;
}

export const important = /\s*!\s*important$/;
const mostCss = 8_000;
/** Pixels of letters that nobody reads. */
const unreadablePx = 3;
const usualPx = 16;

/** How words are kept from being seen, whatever their colour; `around`: the size of the letters around them. */
export function unseenBy(declarations: Declarations, around = usualPx): 'invisible' | 'tiny' | 'off-page' | undefined {
  const value = (name: string): string => saidOf(declarations, name);
  if (value('display') === 'none' || /^(?:hidden|collapse)$/.test(value('visibility')) || value('content-visibility') === 'hidden')
    return 'invisible';
  if (share(value('opacity')) < 0.06 || share(/\bopacity\(\s*([^)]*)\)/.exec(value('filter'))?.[1] ?? '') < 0.06) return 'invisible';
  if (sizeOf(declarations, around) < unreadablePx || isShrunk(value('transform'), value('scale'), value('zoom'))) return 'tiny';
  if (isCutOff(value)) return 'invisible';
  return isAway(value) ? 'off-page' : undefined;
}

/** Of letters, in pixels. */
export function sizeOf(declarations: Declarations, around = usualPx): number {
  const said =
    saidOf(declarations, 'font-size') ||
    (/(?:^|\s)([\d.]+(?:px|pt|r?em|%|mm|cm|in)?)(?:\s*\/|\s)/.exec(saidOf(declarations, 'font'))?.[1] ?? '');
  const relative = /^([\d.]+)(em|%)$/.exec(said);
  if (relative !== null) return Number(relative[1]) * (relative[2] === '%' ? 0.01 : 1) * around;
  return pixels(said) ?? around;
}

function saidOf(declarations: Declarations, name: string): string {
  return (declarations.get(name) ?? '').replace(important, '');
}

function isShrunk(transform: string, scale: string, zoom: string): boolean {
  const factors = [...transform.matchAll(/scale[xy3d]{0,2}\(([^)]*)\)/g)].flatMap(([, inner = '']) => inner.split(','));
  return [...factors, ...scale.split(/\s+/), zoom].some((factor) => Math.abs(share(factor)) < 0.1);
}

function isCutOff(value: (name: string) => string): boolean {
  const clip = /rect\(([^)]*)\)/
    .exec(value('clip'))?.[1]
    ?.split(/[\s,]+/)
    .map((part) => pixels(part) ?? Number.NaN);
  const [top = Number.NaN, right = Number.NaN, bottom = Number.NaN, left = Number.NaN] =
    clip?.filter((_, index, all) => all.length >= 4 || index < 4) ?? [];
  if (bottom - top <= 1 || right - left <= 1) return true;
  if (/inset\(\s*(?:[5-9]\d|\d{3,})(?:\.\d+)?%|(?:circle|ellipse)\(\s*0|polygon\([0\s,px%]*\)/.test(value('clip-path'))) return true;
  const isClosed = ['overflow', 'overflow-x', 'overflow-y'].some((name) => /\b(?:hidden|clip)\b/.test(value(name)));
  return isClosed && ['height', 'max-height', 'width', 'max-width'].some((name) => (pixels(value(name)) ?? 99) <= 1);
}

function isAway(value: (name: string) => string): boolean {
  if ((pixels(value('text-indent')) ?? 0) <= -300) return true;
  const isPlaced = /^(?:absolute|fixed)$/.test(value('position'));
  const offsets = ['left', 'top', 'right', 'bottom', 'inset-inline-start', 'margin-left', 'margin-top', 'margin-right'].map(
    (name) => pixels(value(name)) ?? 0,
  );
  const moved = [...value('transform').matchAll(/translate[xy3d]{0,2}\(([^)]*)\)/g)]
    .flatMap(([, inner = '']) => inner.split(','))
    .map((part) => pixels(part.trim()) ?? 0);
  // Wide tables stand up to some hundred points outside of their column.
  return offsets.some((px) => px <= -1_000 || (isPlaced && px >= 5_000)) || moved.some((px) => Math.abs(px) >= 2_000);
}

/** Of the window one per cent is about ten pixels. */
const unitPx: Readonly<Record<string, number>> = {
  ...{ px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 37.8, mm: 3.78, em: 16, rem: 16, ex: 8, ch: 8 },
  ...{ vw: 10, vh: 10, vmin: 10, vmax: 10, '%': 10 },
};

function pixels(length: string): number | undefined {
  const [, number, unit = 'px'] = /^([+-]?(?:\d+\.?\d*|\.\d+))([a-z]+|%)?$/.exec(length) ?? [];
  const factor = unitPx[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

/** `0.5` or `50%`; NaN where nothing is said. */
function share(text: string): number {
  const [, number, per] = /^\s*(-?(?:\d+\.?\d*|\.\d+))(%)?\s*$/.exec(text) ?? [];
  return number === undefined ? Number.NaN : Number(number) / (per === undefined ? 1 : 100);
}

/** Red, green and blue to 255, and how much it covers. */
type Colour = readonly [red: number, green: number, blue: number, cover: number];

/** What letters stand in and on; undefined: not known, a picture say. */
export interface Ink {
  readonly letters: Colour | undefined;
  readonly ground: Colour | undefined;
}

export const inkOfPages: Ink = { letters: [0, 0, 0, 1], ground: [255, 255, 255, 1] };

/** Within `around`. */
export function inkOf(declarations: Declarations, around: Ink): Ink {
  const said = saidOf(declarations, '-webkit-text-fill-color') || saidOf(declarations, 'color');
  const letters = said === '' || /^(?:inherit|currentcolor|unset)$/.test(said) ? around.letters : colourOf(said);
  const ground = [saidOf(declarations, 'background'), saidOf(declarations, 'background-color'), saidOf(declarations, 'background-image')]
    .filter((value) => !/^(?:|none|inherit|initial|unset|transparent)$/.test(value))
    .reduce<Colour | undefined>((below, value) => laid(groundOf(value), below), around.ground);
  const isTextGround = [...declarations].some(([name, value]) => name.endsWith('background-clip') && value.startsWith('text'));
  return { letters, ground: isTextGround ? undefined : ground };
}

/** Whether letters cannot be told from what they stand on. */
export function isUnseenInk({ letters, ground }: Ink): boolean {
  const seen = laid(letters, ground);
  return seen !== undefined && ground !== undefined && seen.slice(0, 3).every((part, index) => Math.abs(part - (ground[index] ?? 0)) <= 16);
}

function laid(above: Colour | undefined, below: Colour | undefined): Colour | undefined {
  if (above === undefined || above[3] >= 1) return above;
  if (below === undefined) return undefined;
  const part = (index: 0 | 1 | 2): number => above[index] * above[3] + below[index] * (1 - above[3]);
  return [part(0), part(1), part(2), 1];
}

function groundOf(value: string): Colour | undefined {
  if (/url\(|gradient\(|image/.test(value)) return undefined;
  const colour = /#[\da-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)/.exec(value)?.[0] ?? value.split(/\s+/).find((word) => Object.hasOwn(named, word));
  return colour === undefined ? undefined : colourOf(colour);
}

function colourOf(text: string): Colour | undefined {
  if (text === 'transparent') return [0, 0, 0, 0];
  if (Object.hasOwn(named, text)) return colourOf(`#${named[text]}`);
  const hex = /^#([\da-f]{3,8})$/.exec(text)?.[1];
  if (hex !== undefined) {
    const digits = hex.length <= 4 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    const [red = 0, green = 0, blue = 0, cover = 255] = digits.map((pair) => Number.parseInt(pair, 16));
    return [red, green, blue, cover / 255];
  }
  const [, kind, inner = ''] = /^(rgb|hsl)a?\(([^)]*)\)$/.exec(text) ?? [];
  const [first = '', second = '', third = '', last = '1'] = inner.split(/[\s,/]+/).filter((part) => part !== '');
  if (kind === undefined || third === '') return undefined;
  if (kind === 'hsl') {
    // Only what is nearly white or black is told for sure.
    const light = share(third);
    return light >= 0.97 || light <= 0.03 ? [255 * light, 255 * light, 255 * light, share(last)] : undefined;
  }
  const part = (word: string): number => (word.endsWith('%') ? share(word) * 255 : Number(word));
  return [part(first), part(second), part(third), share(last)];
}

const named: Readonly<Record<string, string>> = {
  ...{
    white: 'fff',
    snow: 'fffafa',
    ivory: 'fffff0',
    ghostwhite: 'f8f8ff',
    floralwhite: 'fffaf0',
    mintcream: 'f5fffa',
    whitesmoke: 'f5f5f5',
  },
  ...{
    azure: 'f0ffff',
    aliceblue: 'f0f8ff',
    seashell: 'fff5ee',
    black: '000',
    gray: '808080',
    grey: '808080',
    silver: 'c0c0c0',
    navy: '000080',
  },
  ...{ red: 'f00', green: '008000', blue: '00f', yellow: 'ff0', purple: '800080', teal: '008080', maroon: '800000', orange: 'ffa500' },
  ...{ lightgray: 'd3d3d3', lightgrey: 'd3d3d3', darkgray: 'a9a9a9', dimgray: '696969', darkblue: '00008b', lime: '0f0', olive: '808000' },
};
