/** Follows the operators of a page as a painter would, without painting: where every glyph, rule and picture comes to stand. */
import type { HiddenText } from '../../base/origin.ts';
import { type FontTraits, fontTraits } from './fonts.ts';
import { type Cover, hiddenByCover, hiddenByInk } from './hidden.ts';
import type { Box, Glyph, PageMarks } from './marks.ts';
import { areaOf, asMatrix, boxOf, cut, identity, isNumbers, type Matrix, numeric, product, scaleOf } from './matrix.ts';
import { operatorsOf, type PdfGlyph, type PdfPage } from './pdfjs.ts';

interface State {
  ctm: Matrix;
  font: FontTraits;
  size: number;
  /** Of glyph widths: a thousandth, but for fonts that bring their own drawings. */
  widthUnit: number;
  charSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
  ink: string;
  opacity: number;
  lineWidth: number;
  clip: Box;
  isInPicture: boolean;
}

const noFont = fontTraits('');
/** A rule is at most this thick, in points. */
const ruleThickness = 2.5;

/** `operators`: numbers by name, as pdf.js has them. */
export async function pageMarks(pdf: PdfPage, page: number, operators: Readonly<Record<string, number>>): Promise<PageMarks> {
  const { fnArray, argsArray } = await operatorsOf(pdf, page);
  const { width, height, transform } = pdf.getViewport({ scale: 1 });
  const painter = new Painter(pdf, asMatrix(transform), { x0: 0, y0: 0, x1: width, y1: height });
  const names = new Map(Object.entries(operators).map(([name, number]) => [number, name]));
  for (const [index, operator] of fnArray.entries()) painter.follow(names.get(operator) ?? '', argsArray[index] ?? []);
  const glyphs = hiddenByCover(painter.glyphs, painter.covers);
  return { page, width, height, glyphs, rules: painter.rules, pictures: painter.pictures, drawings: painter.drawings };
}

class Painter {
  readonly glyphs: Glyph[] = [];
  readonly rules: Box[] = [];
  readonly pictures: Box[] = [];
  readonly drawings: Box[] = [];
  readonly covers: Cover[] = [];
  readonly #pdf: PdfPage;
  readonly #sheet: Box;
  readonly #fonts = new Map<string, { readonly traits: FontTraits; readonly widthUnit: number }>();
  #state: State;
  readonly #saved: State[] = [];
  #text: Matrix = identity;
  #line: Matrix = identity;
  #order = 0;
  /** The clipping operator waits for the path that comes with it. */
  #isClipping = false;
  /** `save`, `transform` and at once `restore`: a picture that was not decoded. */
  #maybePicture = 0;

  constructor(pdf: PdfPage, ctm: Matrix, sheet: Box) {
    this.#pdf = pdf;
    this.#sheet = sheet;
    this.#state = {
      ...{ ctm, font: noFont, size: 1, widthUnit: 0.001, charSpacing: 0, wordSpacing: 0, stretch: 1, leading: 0, rise: 0, mode: 0 },
      ...{ ink: '#000000', opacity: 1, lineWidth: 1, clip: sheet, isInPicture: false },
    };
  }

  follow(operator: string, args: readonly unknown[]): void {
    this.#order++;
    const number = (index: number) => numeric(args[index]);
    const state = this.#state;
    const wasMaybePicture = this.#maybePicture;
    this.#maybePicture = 0;
    switch (operator) {
      case 'save':
        this.#saved.push({ ...state });
        this.#maybePicture = 1;
        return;
      case 'restore':
        if (wasMaybePicture === 2) this.#picture(boxOf(state.ctm, [0, 0, 1, 1]));
        this.#state = this.#saved.pop() ?? state;
        return;
      case 'transform':
        state.ctm = product(state.ctm, asMatrix(args));
        if (wasMaybePicture > 0) this.#maybePicture = 2;
        return;
      case 'paintFormXObjectBegin':
        this.#enterForm(args);
        return;
      case 'paintFormXObjectEnd':
        this.#state = this.#saved.pop() ?? state;
        return;
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
      case 'paintImageMaskXObject':
      case 'paintSolidColorImageMask':
        this.#picture(boxOf(state.ctm, [0, 0, 1, 1]));
        return;
      case 'beginText':
        this.#text = this.#line = identity;
        return;
      case 'setTextMatrix':
        this.#text = this.#line = asMatrix(Array.isArray(args[0]) || ArrayBuffer.isView(args[0]) ? args[0] : args);
        return;
      case 'moveText':
        this.#nextLine(number(0), number(1));
        return;
      case 'setLeadingMoveText':
        state.leading = -number(1);
        this.#nextLine(number(0), number(1));
        return;
      case 'nextLine':
        this.#nextLine(0, -state.leading);
        return;
      case 'setLeading':
        state.leading = number(0);
        return;
      case 'setFont':
        this.#setFont(String(args[0]), number(1));
        return;
      case 'setCharSpacing':
        state.charSpacing = number(0);
        return;
      case 'setWordSpacing':
        state.wordSpacing = number(0);
        return;
      case 'setHScale':
        state.stretch = number(0) / 100;
        return;
      case 'setTextRise':
        state.rise = number(0);
        return;
      case 'setTextRenderingMode':
        state.mode = number(0);
        return;
      case 'setLineWidth':
        state.lineWidth = number(0);
        return;
      case 'setFillRGBColor':
        state.ink = typeof args[0] === 'string' ? args[0] : '#000000';
        return;
      case 'setFillTransparent':
        state.ink = 'transparent';
        return;
      case 'setFillColorN':
        // A pattern: something is seen.
        state.ink = 'pattern';
        return;
      case 'setGState':
        this.#graphicsState(args[0]);
        return;
      case 'clip':
      case 'eoClip':
        this.#isClipping = true;
        return;
      case 'shadingFill':
        this.covers.push({ box: state.clip, order: this.#order, ink: 'pattern', hides: false });
        return;
      case 'constructPath':
        this.#path(args);
        return;
      case 'showText':
      case 'showSpacedText':
        this.#show(args[0]);
        return;
      case 'dependency':
      case 'beginMarkedContent':
      case 'beginMarkedContentProps':
      case 'endMarkedContent':
        // Say nothing about what is seen.
        this.#maybePicture = wasMaybePicture;
    }
  }

  #nextLine(x: number, y: number): void {
    this.#text = this.#line = product(this.#line, [1, 0, 0, 1, x, y]);
  }

  #setFont(id: string, size: number): void {
    let font = this.#fonts.get(id);
    if (font === undefined) {
      font = fontOf(id, this.#pdf.commonObjs.has(id) ? this.#pdf.commonObjs.get(id) : undefined);
      this.#fonts.set(id, font);
    }
    Object.assign(this.#state, { font: font.traits, widthUnit: font.widthUnit, size });
  }

  #graphicsState(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (!Array.isArray(entry)) continue;
      if (entry[0] === 'ca') this.#state.opacity = numeric(entry[1]);
      if (entry[0] === 'LW') this.#state.lineWidth = numeric(entry[1]);
      if (entry[0] === 'Font' && Array.isArray(entry[1])) this.#setFont(String(entry[1][0]), numeric(entry[1][1]));
    }
  }

  #enterForm([matrix, bounds]: readonly unknown[]): void {
    this.#saved.push({ ...this.#state });
    const state = this.#state;
    if (isNumbers(matrix)) state.ctm = product(state.ctm, asMatrix(matrix));
    if (!isNumbers(bounds)) return;
    const box = boxOf(state.ctm, bounds);
    state.clip = cut(state.clip, box);
    // Some programs set every page as one picture: that one is the page itself.
    const isPage = areaOf(box) > 0.5 * areaOf(this.#sheet);
    if (isPage || state.isInPicture) return;
    state.isInPicture = true;
    this.pictures.push(box);
  }

  #picture(box: Box): void {
    const seen = cut(box, this.#state.clip);
    const [wide, high] = [seen.x1 - seen.x0, seen.y1 - seen.y0];
    // Some printers draw rules as pictures of one dot.
    if ((high <= ruleThickness && wide > 3) || (wide <= ruleThickness && high > 3)) this.rules.push(seen);
    if (high <= ruleThickness || wide <= ruleThickness) return;
    this.pictures.push(seen);
    // A picture of the whole page under or over its own words is a scan, which is told elsewhere.
    this.covers.push({ box: seen, order: this.#order, ink: 'picture', hides: areaOf(seen) < 0.5 * areaOf(this.#sheet) });
  }

  #path([operation, data, bounds]: readonly unknown[]): void {
    const isClip = this.#isClipping;
    this.#isClipping = false;
    if (!isNumbers(bounds)) return;
    const state = this.#state;
    const box = boxOf(state.ctm, bounds);
    if (isClip) state.clip = cut(state.clip, box);
    const kind = pathKinds[numeric(operation)];
    if (kind === undefined) return;
    const thick = kind === 'stroke' ? state.lineWidth * scaleOf(state.ctm) : 0;
    const [wide, high] = [box.x1 - box.x0, box.y1 - box.y0];
    const isLevel = high + thick <= ruleThickness && wide > 3;
    const isErect = wide + thick <= ruleThickness && high > 3;
    if (isLevel || isErect) this.rules.push(box);
    else if (areaOf(box) > 1) this.drawings.push(cut(box, state.clip));
    const path = Array.isArray(data) && isNumbers(data[0]) ? data[0] : undefined;
    const isRectangle = path !== undefined && path.length <= 16;
    if (kind === 'fill' && state.opacity >= 0.9 && state.ink !== 'transparent') {
      // A round box is a ground for letters; what its corners cover is not known.
      this.covers.push({ box: cut(box, state.clip), order: this.#order, ink: state.ink, hides: isRectangle });
    }
  }

  #show(items: unknown): void {
    if (!Array.isArray(items)) return;
    const state = this.#state;
    for (const item of items) {
      if (typeof item === 'number') {
        this.#advance((-item / 1000) * state.size * state.stretch);
      } else if (isGlyph(item)) {
        const wide = item.width * state.widthUnit * state.size;
        this.#glyph(item, wide * state.stretch);
        this.#advance((wide + state.charSpacing + (item.isSpace ? state.wordSpacing : 0)) * state.stretch);
      }
    }
  }

  #advance(x: number): void {
    this.#text = product(this.#text, [1, 0, 0, 1, x, 0]);
  }

  #glyph({ unicode, isSpace }: PdfGlyph, wide: number): void {
    const state = this.#state;
    if (unicode.trim() === '' && (state.font.isUnnamed !== true || isSpace)) return;
    const [a, b, c, d, e, f] = product(state.ctm, product(this.#text, [1, 0, 0, 1, 0, state.rise]));
    const along = Math.hypot(a, b);
    const size = Math.abs(state.size) * Math.hypot(c, d);
    const isUpright = a * Math.sign(state.size || 1) > 0 && Math.abs(b) < 0.1 * along;
    const [left, right] = [e, e + wide * a].toSorted((one, other) => one - other);
    const glyph = { text: unicode, x0: left ?? e, x1: right ?? e, y: f, size, font: state.font, isInPicture: state.isInPicture };
    const hidden: HiddenText['kind'] | undefined = hiddenByInk(glyph, { ...state, sheet: this.#sheet, covers: this.covers });
    this.glyphs.push({ ...glyph, isUpright, order: this.#order, ...(hidden === undefined ? {} : { hidden }) });
  }
}

/** Numbers of the painting operators, as `constructPath` brings them; PDF reference, table 60 in the order of pdf.js. */
const pathKinds: Readonly<Record<number, 'fill' | 'stroke'>> = {
  20: 'stroke',
  21: 'stroke',
  22: 'fill',
  23: 'fill',
  24: 'fill',
  25: 'fill',
  26: 'fill',
  27: 'fill',
};

function fontOf(id: string, loaded: unknown): { readonly traits: FontTraits; readonly widthUnit: number } {
  if (typeof loaded !== 'object' || loaded === null) return { traits: noFont, widthUnit: 0.001 };
  const name = 'name' in loaded && typeof loaded.name === 'string' ? loaded.name : '';
  const matrix = 'fontMatrix' in loaded && isNumbers(loaded.fontMatrix) ? loaded.fontMatrix : undefined;
  if (/^(?:Type3)?$/.test(name) && 'isType3Font' in loaded && loaded.isType3Font === true)
    return { traits: { ...noFont, name: id, isUnnamed: true }, widthUnit: Math.abs(matrix?.[0] ?? 0.001) || 0.001 };
  return { traits: fontTraits(name), widthUnit: Math.abs(matrix?.[0] ?? 0.001) || 0.001 };
}

function isGlyph(value: unknown): value is PdfGlyph {
  return typeof value === 'object' && value !== null && 'unicode' in value && typeof value.unicode === 'string' && 'width' in value;
}
