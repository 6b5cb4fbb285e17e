import { maxMessageBytes } from './bounds.ts';
import { ServerFloods } from './mcpErrors.ts';

const newline = 10;

/** Cuts a stream into lines, each read once however many pieces it comes in. */
export class LineCutter {
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** The lines that are complete with this piece, without their ends. Throws ServerFloods for one that is too long. */
  *push(chunk: Buffer): Generator<string> {
    let from = 0;
    for (let at = chunk.indexOf(newline, from); at >= 0; at = chunk.indexOf(newline, from)) {
      this.#keep(chunk.subarray(from, at));
      const line = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
      this.#pieces = [];
      this.#bytes = 0;
      from = at + 1;
      yield (line ?? Buffer.alloc(0)).toString('utf8').replace(/\r$/, '');
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
  }

  #keep(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes > maxMessageBytes) throw new ServerFloods(`a message of more than ${maxMessageBytes / 1024 / 1024} MB`);
    this.#pieces.push(piece);
  }
}
