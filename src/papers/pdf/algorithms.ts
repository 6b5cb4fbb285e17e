/** Lines of an algorithm, with the depth of the block that each stands in. */
import type { AlgorithmLine } from '../document.ts';
import type { Float } from './floats.ts';
import { type InlineOptions, inlinesOf } from './inlines.ts';
import { type Line, rawText } from './lines.ts';

const counted = /^\(?\d{1,3}[:.)]?$/;

export function algorithmLines(float: Float, options: InlineOptions): readonly AlgorithmLine[] {
  const steps = stepsOf(float.lines);
  const indents = [...new Set(steps.map(({ x }) => Math.round(x / 3)))].toSorted((a, b) => a - b);
  let formulas = options.formulasBefore ?? 0;
  return steps.map(({ lines, skip, x }, index) => {
    const content = inlinesOf(lines, { ...options, skip, formulasBefore: formulas });
    formulas += content.filter(({ kind }) => kind === 'math').length;
    return { anchor: `${options.anchor}.l${index + 1}`, indent: indents.indexOf(Math.round(x / 3)), content };
  });
}

interface Step {
  readonly lines: Line[];
  /** Glyphs of its number. */
  readonly skip: number;
  readonly isCounted: boolean;
  /** Where its words begin. */
  x: number;
}

/** A line that begins with a number, or where none has one every line. Pieces of formulas stand beside a line and belong to it. */
function stepsOf(lines: readonly Line[]): readonly Step[] {
  const numbers = lines.map(numberOf);
  const isCounted = numbers.filter((number) => number !== undefined).length > 1;
  const steps: Step[] = [];
  let last: Line | undefined;
  for (const [index, line] of lines.entries()) {
    const number = numbers[index];
    const step = steps.at(-1);
    const isBeside = last !== undefined && Math.abs(line.y - last.y) < 0.75 * last.size;
    // A number alone, with its words in a line of their own.
    if (step !== undefined && step.lines.length === 0 && number === undefined) {
      step.lines.push(line);
      step.x = line.box.x0;
      last = line;
      continue;
    }
    if (number !== undefined && number === line.glyphs.length) {
      steps.push({ lines: [], skip: 0, x: line.box.x1, isCounted: true });
      last = line;
      continue;
    }
    const goesOn =
      isCounted &&
      number === undefined &&
      steps.some((each) => each.isCounted) &&
      !/^(?:Require|Ensure|Input|Output|return)/i.test(rawText(line));
    if (step !== undefined && number === undefined && (isBeside || goesOn)) {
      step.lines.push(line);
      if (!isBeside) last = line;
      continue;
    }
    steps.push({ lines: [line], skip: number ?? 0, isCounted: number !== undefined, x: line.glyphs[number ?? 0]?.x0 ?? line.box.x0 });
    last = line;
  }
  return steps;
}

/** How many glyphs the number before a line has. */
function numberOf({ glyphs, size }: Line): number | undefined {
  let [text, length] = ['', 0];
  for (const glyph of glyphs) {
    const before = glyphs[length - 1];
    if (before !== undefined && glyph.x0 - before.x1 > 0.2 * size) break;
    text += glyph.text;
    length++;
    if (text.endsWith(':')) break;
  }
  return counted.test(text) ? length : undefined;
}
