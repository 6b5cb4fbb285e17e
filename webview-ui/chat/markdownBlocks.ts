import { Lexer, type Links, type Token, type Tokens } from 'marked';

/** A top-level part of an answer. The object stays the same while its text does, so an unchanged block never renders again. */
export interface Block {
  readonly key: number;
  readonly token: Token;
}

interface Placed extends Block {
  /** Offset of its first character in the whole text. */
  readonly start: number;
}

/**
 * Parses an answer while it grows: only the last blocks are read again. Two of them, since the next character may still join a
 * paragraph to the list before it. The cost of a delta therefore depends on the size of a block, not of the answer.
 */
export class MarkdownBlocks {
  #text = '';
  #blocks: Placed[] = [];
  #links: Links = {};
  #nextKey = 0;

  update(markdown: string): readonly Block[] {
    const text = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
    if (text === this.#text) return this.#blocks;
    const isLonger = text.length > this.#text.length && text.startsWith(this.#text);
    const appended = isLonger ? text.slice(this.#text.length) : '';
    this.#text = text;
    if (!isLonger) this.#parseFrom(0);
    else if (!this.#growFence(appended)) this.#parseFrom(Math.max(0, this.#blocks.length - 2));
    return this.#blocks;
  }

  /** Reads everything again from block `index` on. */
  #parseFrom(index: number): void {
    const start = this.#blocks[index]?.start ?? 0;
    const kept = start === 0 ? [] : this.#blocks.slice(0, index);
    const old = this.#blocks.slice(kept.length);
    const lexer = new Lexer({ gfm: true });
    if (start > 0) Object.assign(lexer.tokens.links, this.#links);
    const tokens = lexer.lex(this.#text.slice(start));
    // A link definition usually stands after its uses, which were read without it.
    const isRedefined = tokens.some((token) => token.type === 'def' && this.#links[token['tag']]?.href !== token['href']);
    if (isRedefined && start > 0) {
      this.#parseFrom(0);
      return;
    }
    this.#links = tokens.links;
    let offset = start;
    let reused = 0;
    const fresh: Placed[] = [];
    for (const token of tokens) {
      if (token.type !== 'space' && token.type !== 'def') {
        const same = old[reused];
        // The key is kept by position, so the node on the page stays and only its content changes.
        const key = same?.key ?? this.#nextKey++;
        const isSame = !isRedefined && same?.token.raw === token.raw && same.start === offset;
        fresh.push(isSame ? same : { key, token, start: offset });
        reused++;
      }
      offset += token.raw.length;
    }
    this.#blocks = [...kept, ...fresh];
  }

  /** A long code block that is still open grows without being read again. Answers false when the parser has to look. */
  #growFence(appended: string): boolean {
    const last = this.#blocks.at(-1);
    if (last === undefined || !isOpenFence(last.token)) return false;
    const raw = last.token.raw + appended;
    const lineStart = last.token.raw.lastIndexOf('\n') + 1;
    if (lineStart === 0 || /^ {0,3}[`~]/m.test(raw.slice(lineStart))) return false;
    const text = raw.slice(raw.indexOf('\n') + 1).replace(/\n$/, '');
    this.#blocks = [...this.#blocks.slice(0, -1), { ...last, token: { ...last.token, raw, text } }];
    return true;
  }
}

function isOpenFence(token: Token): token is Tokens.Code {
  if (token.type !== 'code') return false;
  const fence = /^(`{3,}|~{3,})[^\n]*\n/.exec(token.raw)?.[1];
  if (fence === undefined) return false;
  const lastLine = token.raw.slice(token.raw.trimEnd().lastIndexOf('\n') + 1).trim();
  return !(lastLine.startsWith(fence) && lastLine.length >= fence.length && token.raw.trimEnd().includes('\n') && /^[`~]+$/.test(lastLine));
}
