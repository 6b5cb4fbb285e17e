/** Lines that say where training is only by a number: `[10/100] loss 0.5`, `100  loss 0.5`. */
import { measuredOf, type Reading } from './formats.ts';
import { scanPairs } from './pairs.ts';

export interface LearntTemplate {
  /** The line with # for each number. */
  readonly text: string;
  readonly lines: number;
}

interface Learning {
  lines: number;
  step: number;
  held: Reading[];
}

const leading = /^\W{0,2}(\d{1,9})(?:\s*(?:\/|of)\s*(\d{1,9}))?(?=[\])]?[:,|\s-])/;
const bracketed = /[[(]\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*[\])]/;
const mayBeBracketed = (line: string): boolean => line.includes('/') && (line.includes('[') || line.includes('('));
const numbers = /[-+]?\d[\d.,]*(?:e[-+]?\d+)?|\bnan\b|\binf\b/gi;
/** Numbers are padded to the same width. */
const padding = /\s+/g;
const linesToLearn = 3;
const maxTemplates = 100;
const maxLineChars = 500;

/**
 * One such line may mean anything. Once three of the same form came with their number growing each time, the form is known: then
 * all of them are measurements, the first ones too.
 */
export class Templates {
  readonly #learning = new Map<string, Learning>();

  /** For the person or the agent to see what was taken for measurements. */
  get learnt(): readonly LearntTemplate[] {
    return [...this.#learning].flatMap(([text, { lines }]) => (lines < linesToLearn ? [] : [{ text, lines }]));
  }

  read(line: string): readonly Reading[] {
    if (line.length > maxLineChars) return [];
    const found = leading.exec(line) ?? (mayBeBracketed(line) ? bracketed.exec(line) : null);
    if (found === null) return [];
    const values = measuredOf(scanPairs(line).pairs);
    if (values === undefined) return [];
    const step = Number(found[1]);
    const total = found[2] === undefined ? undefined : Number(found[2]);
    return this.#learn(
      line.replace(numbers, '#').replace(padding, ' ').replace('[ #', '[#'),
      { place: { step, total, epoch: undefined }, values },
      step,
    );
  }

  #learn(text: string, reading: Reading, step: number): readonly Reading[] {
    const known = this.#learning.get(text);
    if (known === undefined) {
      if (this.#learning.size >= maxTemplates) this.#learning.clear();
      this.#learning.set(text, { lines: 1, step, held: [reading] });
      return [];
    }
    const isGrowing = step > known.step;
    known.step = step;
    if (known.lines >= linesToLearn) {
      known.lines += 1;
      return [reading];
    }
    known.lines = isGrowing ? known.lines + 1 : 1;
    known.held = isGrowing ? [...known.held, reading] : [reading];
    if (known.lines < linesToLearn) return [];
    const { held } = known;
    known.held = [];
    return held;
  }
}
