/** Reads a paper’s tokens into its record: words, groups, styles, formulas within sentences; what else a command does is in `blocks/`. */
import { defined } from '../../base/defined.ts';
import type { HiddenText } from '../../base/origin.ts';
import type { Inline, Place } from '../document.ts';
import { Inlines } from '../inlines.ts';
import { Counters } from './counters.ts';
import { readAsWords } from './deep.ts';
import { collectFormula } from './formula.ts';
import { endOfEnvironment, endOfOwn, Gullet, mostNested, type Primitive } from './gullet.ts';
import type { Files } from './latexFiles.ts';
import { isMathCommand, shownFormula } from './mathNames.ts';
import type { Environment } from './meanings.ts';
import { closesNoGroup, endsBefore, leftOpen, neverClosed, type Stop } from './missingEnds.ts';
import { OpenEnvironments } from './openEnvironments.ts';
import { type Front, joined, PaperRecord } from './record.ts';
import { saidFormula } from './saidFormula.ts';
import { plain, type Style, shown } from './style.ts';
import { command, isCommand, type Token, texOf, wordOf } from './token.ts';

export type Handler = (reader: Reader, name: string) => void;

/** What `\label` names: the last thing that was numbered. */
export interface Target {
  readonly anchor: string;
  readonly number: string;
  /** `equation`, `figure`, `theorem`: how a reference calls it. */
  readonly kind: string;
}

export interface Tables {
  readonly commands: ReadonlyMap<string, Handler>;
  readonly environments: Pick<ReadonlyMap<string, Handler>, 'get'>;
  /** Commands about looks, with how many arguments they have. */
  readonly silent: ReadonlyMap<string, number>;
  /** Of a character that the paper has made special: text between two of them is verbatim, and then was read. */
  readonly beginsVerbatim: (reader: Reader, character: string) => boolean;
  /** What is seen of a formula where it stands; undefined: nothing. */
  readonly seenFormula: (reader: Reader, tokens: readonly Token[]) => readonly Token[] | undefined;
}

export class Reader {
  readonly gullet: Gullet;
  readonly record = new PaperRecord();
  readonly counters = new Counters();
  readonly open = new OpenEnvironments();
  readonly labels = new Map<string, Target>();
  readonly front: Front = { title: [], authors: [] };
  readonly files: Files;
  out: Inlines;
  target: Target | undefined;
  style: Style = {};
  /** Set while a caption, a cell or a note is read: nothing in it is a paragraph of its own. */
  captured: string | undefined;
  isBody = false;
  isAppendix = false;
  hasClass = false;
  className = 'article';
  classOptions = '';
  mainName = '';
  isBibliographyRead = false;
  readonly packages = new Set<string>();
  readonly packageOptions = new Map<string, string>();
  readonly readStyles = new Set<string>();
  readonly bibliographyNames: string[] = [];
  /** Of the paper, open. */
  readonly ownEnvironments: string[] = [];
  /** Keys of all citations so far; `*` for all there are. */
  readonly cited = new Set<string>();
  /** Called when the class is known: how things are numbered depends on it. */
  classChosen: () => void = () => {};
  /** Names of `\newtheorem`: what each is called in a reference. */
  readonly kindNames = new Map<string, string>();
  readonly #tables: Tables;
  readonly colour = (): void => this.#tables.commands.get('color')?.(this, 'color');
  readonly #unknown = new Set<string>();
  #hiddenWords = '';
  /** Of `run` within itself. */
  #depth = 0;
  /** As deep is what stands in the document itself. */
  #documentDepth = 1;
  /** What is open is taken to have ended, back to the document itself. */
  isLeaving = false;

  constructor(
    files: Files,
    tables: Tables,
    primitives: ReadonlyMap<string, Primitive>,
    otherwise: (gullet: Gullet, name: string) => boolean,
  ) {
    this.files = files;
    this.#tables = tables;
    this.gullet = new Gullet(primitives, otherwise);
    this.gullet.tell = (message, mistake) => {
      // Nobody who reads the paper mends its style files.
      if (this.gullet.styleFiles === 0) this.record.tell(message, mistake);
    };
    this.out = this.record.paragraph;
  }

  /** From a token’s start; the end is not known yet. */
  place(): Place {
    const { file, start, end } = this.gullet.where;
    return { kind: 'text', file, start, end, line: 0 };
  }

  placeFrom(start: Place): Place {
    const { file, end } = this.gullet.where;
    return start.kind === 'text' && start.file === file && end > start.start ? { ...start, end } : start;
  }

  /** Until `stop` says so of a token, which is returned; undefined at the end of all, and where what is read must have ended. */
  run(stop?: Stop): Token | undefined {
    this.#depth++;
    const stopped = this.#depth > mostNested ? readAsWords(this, stop) : this.#run(stop);
    this.#depth--;
    return stopped;
  }

  #run(stop: Stop | undefined): Token | undefined {
    for (;;) {
      if (this.isLeaving && this.#depth > this.#documentDepth) return undefined;
      this.isLeaving = false;
      const token = this.gullet.nextExpanded();
      if (token === undefined) {
        this.open.leave('the end of the paper');
        return undefined;
      }
      const isEnd = isCommand(token, 'end');
      const ended = isEnd ? this.ended(wordOf(this.gullet.argument())) : undefined;
      if (stop?.(token, ended)) return token;
      if (endsBefore(this, token, ended)) return undefined;
      if (!isEnd) this.#read(token);
    }
  }

  #read(token: Token): void {
    switch (token.kind) {
      case 'letter':
      case 'other':
        this.words(token.text);
        return;
      case 'space':
        this.space();
        return;
      case 'active':
        if (token.text === '~') this.space();
        else if (!this.#tables.beginsVerbatim(this, token.text)) this.words(token.text);
        return;
      case 'begin':
        this.#group();
        return;
      case 'math':
        this.#math();
        return;
      case 'command':
        this.#command(token);
        return;
      case 'superscript':
      case 'subscript':
        // Outside of a formula TeX stops here; people mean the character.
        this.words(token.text);
        return;
      case 'end':
        if (this.isBody) closesNoGroup(this.gullet);
        return;
      case 'align':
      case 'parameter':
      case 'mark':
        return;
    }
  }

  #group(): void {
    const before = this.style;
    this.gullet.meanings.openGroup();
    const { where } = this.gullet;
    if (this.run(({ kind }) => kind === 'end') === undefined && this.isBody && !this.isLeaving) leftOpen(this.gullet, where);
    this.gullet.meanings.closeGroup();
    this.setStyle(before);
  }

  setStyle(style: Style): void {
    if (this.style.hidden !== undefined && style.hidden === undefined) this.#tellHidden(this.style.hidden);
    this.style = style;
  }

  #tellHidden(kind: HiddenText['kind']): void {
    const excerpt = this.#hiddenWords.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
    this.#hiddenWords = '';
    if (excerpt !== '')
      this.record.warnings.push({ kind: 'hidden-text', hidden: { kind, excerpt }, ...defined({ anchor: this.record.section }) });
  }

  /** The next line begins on the page, wherever this one has led. */
  endLine(): void {
    this.setStyle(shown(this.style, 'off-page'));
  }

  words(text: string): void {
    if (this.style.hidden !== undefined) {
      this.#hiddenWords += text;
      return;
    }
    if (!this.isBody && this.captured === undefined) return;
    this.#begin();
    this.out.text(text, this.style.style);
  }

  space(): void {
    if (this.style.hidden !== undefined) this.#hiddenWords += ' ';
    else this.out.space();
  }

  inline(inline: Inline): void {
    if (this.style.hidden !== undefined) return;
    this.#begin();
    this.out.push(inline);
  }

  /** The paragraph’s place is that of its first words. */
  #begin(): void {
    if (this.captured !== undefined) return;
    if (this.record.paragraph.isEmpty) this.record.para(this.place());
    this.record.lastWord = this.gullet.where;
  }

  /** The id within which formulas are counted. */
  get context(): string {
    if (this.captured !== undefined) return this.captured;
    const para = this.isBody ? this.record.para() : '';
    // LaTeXML gives the paragraphs of an abstract no id.
    return para.startsWith('abstract.') ? '' : para;
  }

  #math(): void {
    const { gullet } = this;
    if (this.isBody && this.style.hidden === undefined) this.#begin();
    const next = gullet.next();
    if (next?.kind === 'math') {
      const handler = this.#tables.commands.get('[');
      if (handler !== undefined) handler(this, '$$');
      return;
    }
    if (next !== undefined) gullet.push([next]);
    this.formula(({ kind }) => kind === 'math');
  }

  /** A formula within a sentence. */
  formula(isEnd: (token: Token) => boolean, environment?: string): void {
    const isRead = this.isBody || this.captured !== undefined;
    if (isRead && this.style.hidden === undefined) this.#begin();
    const { tokens, problem } = collectFormula(this.gullet, isEnd, environment);
    const seen = this.#tables.seenFormula(this, tokens);
    if (seen === undefined) this.#hiddenWords += texOf(tokens);
    if (seen === undefined || !isRead) return;
    this.#begin();
    const id = this.context;
    const anchor = this.record.unique(joined(id, `m${this.record.count(id, 'm')}`));
    this.out.push({ kind: 'math', anchor, ...saidFormula(seen, problem, false) });
    this.record.lastWord = this.gullet.where;
  }

  #command(token: Token): void {
    const name = token.text;
    const handler = this.#tables.commands.get(name);
    if (handler !== undefined) {
      handler(this, name);
      return;
    }
    if (!this.passSilent(name)) this.#notKnown(name);
  }

  /** Whether a command is only about looks, which then is passed over with its arguments. */
  passSilent(name: string): boolean {
    const silent = this.#tables.silent.get(name);
    if (silent === undefined) return false;
    this.gullet.star();
    this.gullet.bracketed();
    for (let left = silent; left > 0; left--) {
      this.gullet.argument();
      this.gullet.bracketed();
    }
    return true;
  }

  #notKnown(name: string): void {
    if (!this.isBody || this.gullet.styleFiles > 0) return;
    // `\align … \endalign` in an environment of the paper’s own.
    const [, ended, formula = ''] = shownFormula.exec(name) ?? [];
    if (formula !== '') {
      if (ended === undefined) this.begin(formula);
      else this.gullet.push(endOfEnvironment(formula));
      return;
    }
    this.record.isDoubtful = true;
    if (this.#unknown.has(name)) return;
    this.#unknown.add(name);
    const why = isMathCommand(name) ? 'stands outside of a formula.' : 'is not defined in what was read; what follows it was read as text.';
    this.record.doubt(`\\${name.slice(0, 100)} ${why}`, this.record.section);
  }

  begin(name: string): void {
    const { gullet, open } = this;
    if (name === 'document') this.#documentDepth = this.#depth + 1;
    const own = gullet.meanings.environment(name);
    const { openFile } = gullet;
    open.begin(name, own !== undefined, openFile === undefined ? undefined : { lexer: openFile, at: gullet.where.end });
    if (own === undefined) this.#inside(name);
    else this.#insideOwn(name, own);
    const left = open.end();
    if (left !== undefined) neverClosed(gullet, name, left);
  }

  #insideOwn(name: string, own: Environment): void {
    const before = this.style;
    const { meanings } = this.gullet;
    const { depth } = meanings;
    meanings.openGroup();
    this.gullet.beginEnvironment(name, own);
    this.ownEnvironments.push(name);
    this.run((token) => isCommand(token, endOfOwn));
    while (meanings.depth > depth) meanings.closeGroup();
    this.ownEnvironments.pop();
    this.setStyle(before);
  }

  #inside(name: string): void {
    const handler = this.#tables.environments.get(name);
    if (handler !== undefined) {
      handler(this, name);
      return;
    }
    // Read as if the environment were not there.
    if (!this.#unknown.has(`env ${name}`)) {
      this.#unknown.add(`env ${name}`);
      if (this.isBody) this.record.doubt(`The environment “${name}” is not known; its content was read as text.`, this.record.section);
    }
    this.body(name);
  }

  /** Of an `\end` that was met: which environment it ends, where that is none of the paper’s own. */
  ended(name: string): string | undefined {
    const own = this.gullet.meanings.environment(name);
    if (own === undefined) return name;
    this.gullet.push([...this.gullet.expansion({ pattern: [], body: own.end }, name), command(endOfOwn)]);
    return undefined;
  }

  /** The body of an environment whose `\begin` was read, to its `\end`. */
  body(name: string): void {
    const before = this.style;
    this.gullet.meanings.openGroup();
    this.runTo(name);
    this.gullet.meanings.closeGroup();
    this.setStyle(before);
  }

  /** To `\end{name}`, which is passed over. */
  runTo(name: string): void {
    this.run((_, ended) => ended === name);
  }

  /** Tokens as the words of a caption, a cell, a note. Formulas are counted within `id`. */
  capture(tokens: readonly Token[], id: string): readonly Inline[] {
    const mark: Token = { kind: 'mark', text: 'end of capture' };
    this.gullet.push([mark]);
    this.gullet.push(tokens);
    return this.captureUntil((token) => token === mark, id).content;
  }

  captureUntil(stop: Stop, id: string): { readonly content: readonly Inline[]; readonly stopped: Token | undefined } {
    const [out, captured, style] = [this.out, this.captured, this.style];
    this.out = new Inlines();
    this.captured = id;
    this.style = plain(style);
    const depth = this.gullet.meanings.depth;
    const stopped = this.run(stop);
    while (this.gullet.meanings.depth > depth) this.gullet.meanings.closeGroup();
    const content = this.out.take();
    this.out = out;
    this.captured = captured;
    this.setStyle(style);
    return { content, stopped };
  }

  /** A counter as `\thex` prints it. */
  printed(counter: string): string {
    const macro = this.gullet.meanings.macro(`the${counter}`);
    if (macro === undefined) return String(this.counters.value(counter));
    return wordOf(this.gullet.expanded([command(`the${counter}`)])).replaceAll(/\\[A-Za-z]+ ?/g, '');
  }

  endParagraph(): void {
    this.endLine();
    if (this.captured === undefined) this.record.endParagraph();
    else this.space();
  }
}
