/** A formula as a picture, for where no page of ours draws it: KaTeX’s boxes in an SVG with the fonts that they need. Runs in the extension host. */
import katex from 'katex';
import type { FormulaImage } from '../../../src/protocol/formulaImage.ts';

/** What KaTeX makes before it is markup. */
interface Drawn {
  readonly children?: readonly Drawn[];
  readonly classes?: readonly string[];
  readonly style?: { readonly [Property in 'marginLeft' | 'marginRight' | 'minWidth' | 'paddingLeft' | 'width']?: string };
  readonly text?: string;
  /** Of a character, in em. */
  readonly width?: number;
  readonly italic?: number;
  readonly height?: number;
  readonly depth?: number;
  toMarkup(): string;
}

const fontSizePx = 14;
const paddingPx = 6;
/** As the style sheet of KaTeX has it. */
const largerThanText = 1.21;
const mostEm = 60;
/** Of what is wider in a browser than its characters say: bold letters are. */
const tolerance = 1.08;

export const imageOf: FormulaImage = (tex, { css, color, font }) => {
  const tree = treeOf(tex);
  if (tree === undefined) return undefined;
  const html = withoutBlackboard(tree.toMarkup());
  // What stands at the right edge would need to know how wide the page is.
  if (/class="katex-tag\b/.test(html)) return undefined;
  const rules = rulesFor(css, html);
  const em = fontSizePx * largerThanText;
  const [ascent, descent] = extent(tree);
  const width = Math.ceil(tolerance * widthOf(tree, 1) * em + 2 * paddingPx);
  const height = Math.ceil((ascent + descent) * em + 2 * paddingPx);
  const style = `margin:0;padding:0 ${paddingPx}px;height:${height}px;display:flex;align-items:center;white-space:nowrap;color:${color};font-size:${fontSizePx}px`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" style="${style}">`,
    `<style>${facesFor(css, rules, font)}${rules}</style>${html}`,
    '</div></foreignObject></svg>',
  ].join('');
};

function treeOf(tex: string): Drawn | undefined {
  let isRefused = false;
  const options = {
    displayMode: true,
    output: 'html',
    throwOnError: true,
    strict: 'ignore',
    maxSize: mostEm,
    maxExpand: 10_000,
    macros: {},
    trust: () => {
      isRefused = true;
      return false;
    },
  };
  try {
    // Exported by KaTeX for its own extensions, and not among its types.
    const toTree: unknown = Reflect.get(katex, '__renderToDomTree');
    const tree: unknown = typeof toTree === 'function' ? Reflect.apply(toTree, katex, [tex, options]) : undefined;
    if (isRefused || !isDrawn(tree)) return undefined;
    // Without the block that stands in the middle of a page.
    return tree.classes?.includes('katex-display') === true ? tree.children?.[0] : tree;
  } catch {
    return undefined;
  }
}

function isDrawn(tree: unknown): tree is Drawn {
  return typeof tree === 'object' && tree !== null && 'toMarkup' in tree;
}

/** In em: above and below the line. */
function extent(tree: Drawn): readonly [ascent: number, descent: number] {
  const own: readonly [number, number] = [tree.height ?? 0, tree.depth ?? 0];
  return (tree.children ?? []).map(extent).reduce((a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1])] as const, own);
}

/** Of sizes 1 to 11, beside the usual one. */
const sizes = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];

function widthOf(node: Drawn, scale: number): number {
  const classes = node.classes ?? [];
  const size = classes.map((name) => /^size(\d+)$/.exec(name)?.[1]).find((found) => found !== undefined);
  const isSized = classes.some((name) => name.startsWith('reset-size'));
  const before = classes.map((name) => /^reset-size(\d+)$/.exec(name)?.[1]).find((found) => found !== undefined);
  const own = isSized ? (scale * sizeOf(size)) / sizeOf(before) : scale;
  const style = node.style ?? {};
  const around = own * (emOf(style.marginLeft) + emOf(style.marginRight) + emOf(style.paddingLeft));
  if (node.text !== undefined && node.children === undefined)
    return around + own * ((node.text.length > 1 ? widthOfWord(node.text) : (node.width ?? 0)) + (node.italic ?? 0));
  const widths = (node.children ?? []).map((child) => widthOf(child, own));
  const within = classes.includes('vlist') ? Math.max(0, ...widths) : widths.reduce((sum, width) => sum + width, 0);
  const least = own * Math.max(emOf(style.minWidth), emOf(style.width), classes.includes('nulldelimiter') ? 0.12 : 0);
  return around + Math.max(within, least);
}

/** About, and no less: KaTeX knows it of single characters only. */
function widthOfWord(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[mwMW]/.test(letter) ? 1 : /[A-Z]/.test(letter) ? 0.8 : 0.56), 0);
}

function sizeOf(name: string | undefined): number {
  return sizes[Number(name) - 1] ?? 1;
}

function emOf(length: string | undefined): number {
  return Number(/^(-?[\d.]+)em$/.exec(length ?? '')?.[1] ?? 0);
}

const doubleStruck: Readonly<Record<string, string>> = { C: 'ℂ', H: 'ℍ', N: 'ℕ', P: 'ℙ', Q: 'ℚ', R: 'ℝ', Z: 'ℤ' };

/** Their font alone is as large as all others together, and Unicode has these letters. */
function withoutBlackboard(html: string): string {
  return html.replaceAll(
    /<span class="mord (?:mathbb|textbb)">([A-Z])<\/span>/g,
    (_, letter: string) => `<span class="mord">${doubleStruck[letter] ?? String.fromCodePoint(0x1d538 + letter.charCodeAt(0) - 65)}</span>`,
  );
}

/** The rules of the style sheet that mean something in it. */
function rulesFor(css: string, html: string): string {
  const used = new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' ')));
  return [...css.matchAll(/([^{}@]+)\{([^{}]*)\}/g)]
    .flatMap(([, selectors = '', body = '']) => {
      const kept = selectors
        .split(',')
        .filter((selector) => [...selector.matchAll(/\.([\w-]+)/g)].every(([, name = '']) => used.has(name)));
      return kept.length === 0 || selectors.startsWith('font-face') ? [] : [`${kept.join(',')}{${body}}`];
    })
    .join('');
}

/** The fonts that the rules name. Bold and slanted ones the browser makes of the upright: each would take as much room as all of the rest. */
function facesFor(css: string, rules: string, font: (file: string) => string): string {
  return [...css.matchAll(/@font-face\{([^}]*)\}/g)]
    .flatMap(([, body = '']) => {
      const family = /font-family:(\w+)/.exec(body)?.[1] ?? '';
      const file = /([\w-]+\.woff2)/.exec(body)?.[1] ?? '';
      const isUsual = body.includes('font-weight:400') && body.includes('font-style:italic') === (family === 'KaTeX_Math');
      if (!isUsual || !new RegExp(`${family}\\b`).test(rules)) return [];
      const style = family === 'KaTeX_Math' ? 'font-style:italic;' : '';
      return [`@font-face{font-family:${family};${style}src:url(data:font/woff2;base64,${font(file)})}`];
    })
    .join('');
}
