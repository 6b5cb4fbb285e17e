/** Sections with anchors of the shape that LaTeXML gives: `S3.SS2` from the number, `Sx1` without one, `A1` in an appendix. */
import type { PaperSection, Place } from '../document.ts';
import type { Heading } from './headings.ts';

const names = ['S', 'SS', 'SSS', 'P', 'SP'];

export class SectionTree {
  readonly sections: PaperSection[] = [];
  readonly #open: PaperSection[] = [];
  readonly #anchors = new Set<string>();
  #levelOfTop: number | undefined;

  /** The anchor of the section that text stands in now. */
  get current(): string | undefined {
    return this.#open.at(-1)?.anchor;
  }

  add(heading: Pick<Heading, 'title' | 'number' | 'level'>, place: Place): void {
    const isAbstract = /^abstract$/i.test(heading.title.replaceAll(/[^\p{L}]/gu, ''));
    this.#levelOfTop ??= isAbstract ? undefined : heading.level;
    const level = Math.max(1, heading.level - (this.#levelOfTop ?? 1) + 1);
    while ((this.#open.at(-1)?.level ?? 0) >= level) this.#open.pop();
    const parent = this.#open.at(-1);
    const anchor = isAbstract ? this.#unique('abstract') : this.#anchor(heading, level, parent);
    const { title, number } = heading;
    const section: PaperSection = {
      ...{ anchor, level, title, aliases: [], place },
      ...(number === undefined ? {} : { number }),
      ...(parent === undefined ? {} : { parent: parent.anchor }),
    };
    this.sections.push(section);
    this.#open.push(section);
  }

  #anchor({ number }: Pick<Heading, 'number'>, level: number, parent: PaperSection | undefined): string {
    const name = names[Math.min(level, names.length) - 1] ?? 'S';
    const last = number?.split('.').at(-1);
    const count = last === undefined ? undefined : countOf(last);
    if (parent === undefined) {
      const head = number?.split('.')[0] ?? '';
      const before = this.sections.findLast((section) => section.level === 1 && section.number !== undefined)?.number;
      const isAppendix = /^[A-Z]$/.test(head) && !(isRoman(head) && (before === undefined || isRoman(before)));
      if (count !== undefined && isAppendix) return this.#unique(`A${head.charCodeAt(0) - 64}`);
      return count === undefined ? this.#counted('Sx') : this.#unique(`S${count}`);
    }
    return count === undefined ? this.#counted(`${parent.anchor}.${name}x`) : this.#unique(`${parent.anchor}.${name}${count}`);
  }

  #counted(prefix: string): string {
    let count = 1;
    while (this.#anchors.has(`${prefix}${count}`)) count++;
    return this.#unique(`${prefix}${count}`);
  }

  #unique(anchor: string): string {
    let free = anchor;
    for (let again = 2; this.#anchors.has(free); again++) free = `${anchor}-${again}`;
    this.#anchors.add(free);
    return free;
  }
}

function countOf(number: string): number | undefined {
  if (/^\d+$/.test(number)) return Number(number);
  if (isRoman(number)) return roman(number);
  return /^[A-Z]$/.test(number) ? number.charCodeAt(0) - 64 : undefined;
}

function isRoman(number: string): boolean {
  return /^[IVXL]+$/.test(number);
}

function roman(number: string): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50 };
  return [...number].reduce((sum, digit, index) => {
    const [value, next] = [values[digit] ?? 0, values[number[index + 1] ?? ''] ?? 0];
    return sum + (value < next ? -value : value);
  }, 0);
}
