import { hideSecrets } from '../base/redact.ts';
import { maxTailChars } from './bounds.ts';

/** The end of what a server wrote and of what happened to it. */
export class Tail {
  #text = '';

  push(text: string): void {
    const all = this.#text + text.slice(-maxTailChars);
    if (all.length <= 2 * maxTailChars) this.#text = all;
    else this.#text = all.slice(-maxTailChars);
  }

  /** A line of our own among them. */
  note(line: string): void {
    this.push(`${this.#text === '' || this.#text.endsWith('\n') ? '' : '\n'}— ${line}\n`);
  }

  /** At most `maxTailChars`, from the beginning of a line, without secrets. */
  text(): string {
    if (this.#text.length <= maxTailChars) return hideSecrets(this.#text);
    const end = this.#text.slice(-maxTailChars);
    return hideSecrets(end.slice(end.indexOf('\n') + 1));
  }

  lastLine(): string {
    const lines = this.text().trimEnd().split('\n');
    return lines.findLast((line) => line.trim() !== '' && !line.startsWith('— '))?.trim() ?? '';
  }
}
