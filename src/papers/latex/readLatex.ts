/** A paper from its LaTeX files. Pure: what it includes must be among the files that are handed in. */
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import { findHiddenText } from '../../base/hiddenText.ts';
import { type Paper, type PaperSource, paperFormat, plainText } from '../document.ts';
import { tellUnread } from '../finish.ts';
import { algorithmCommands, algorithmEnvironments } from './blocks/algorithms.ts';
import { boxCommands, boxEnvironments, tellUnused } from './blocks/boxes.ts';
import { characterCommands, withLigatures } from './blocks/characters.ts';
import { colourBoxCommands, colourBoxEnvironments } from './blocks/colourBoxes.ts';
import { colourCommands, seenFormula, withNamedWhite } from './blocks/colours.ts';
import { equationCommands, equationEnvironments } from './blocks/equations.ts';
import { fileCommands, fileEnvironments } from './blocks/files.ts';
import { floatCommands, floatEnvironments } from './blocks/floats.ts';
import { frontCommands, frontEnvironments } from './blocks/frontMatter.ts';
import { counterPrimitives, layoutCommands, silentCommands } from './blocks/layout.ts';
import { listingCommands, listingEnvironments, listingOf, shortVerb } from './blocks/listings.ts';
import { listCommands, listEnvironments } from './blocks/lists.ts';
import { quantityCommands } from './blocks/quantities.ts';
import { referenceCommands, referenceEnvironments } from './blocks/references.ts';
import { sectionCommands, sectionEnvironments } from './blocks/sections.ts';
import { styleCommands } from './blocks/styles.ts';
import { tableCommands, tableEnvironments } from './blocks/tables.ts';
import { theorem, theoremCommands, theoremEnvironments, theoremsOf } from './blocks/theorems.ts';
import { numberAsClass } from './classes.ts';
import { isCodeFile } from './codeFile.ts';
import { type LatexFiles, mainFile, openFiles } from './latexFiles.ts';
import { withLooseCaptions } from './looseCaptions.ts';
import { conditionalFor, conditionals, switchFor } from './primitives/conditionals.ts';
import { definitions } from './primitives/definitions.ts';
import { expansion } from './primitives/expansion.ts';
import { loops } from './primitives/loops.ts';
import { physicsFor } from './primitives/physics.ts';
import { type Handler, Reader } from './reader.ts';
import { Lines, resolveNode, resolveSection, withLine } from './resolve.ts';

export interface LatexOptions {
  /** As `Paper.id`. */
  readonly id: string;
  /** Which of the files the paper begins with; found where it is not said. */
  readonly main?: string | undefined;
  /** Paths of what it includes and was refused, which is told already. */
  readonly refused?: readonly string[];
  readonly source?: PaperSource;
}

/** Throws `not-a-paper` where no file is a document. */
export function readLatex(given: LatexFiles, options: LatexOptions): Paper {
  const main = options.main ?? mainFile(given);
  const files = openFiles(given, main ?? '', options.refused);
  const text = main === undefined ? undefined : files.text(main, ['', '.tex'])?.text;
  if (main === undefined || text === undefined) throw notAPaper();
  const reader = newReader(files);
  reader.mainName = main;
  // A chapter or a section on its own is read as the body of a paper.
  reader.isBody = !/\\begin\s*\{document\}/.test(text);
  if (isCodeFile(text)) asCode(reader);
  reader.gullet.open(main, text);
  reader.run();
  reader.setStyle({});
  reader.endParagraph();
  tellUnused(reader);
  const paper = paperOf(reader, options, main);
  if (paper.nodes.length === 0 && paper.sections.length === 0) throw notAPaper();
  return paper;
}

/** Nothing in it is told to be mended: it is no text that somebody wrote to be read. */
function asCode({ gullet, record }: Reader): void {
  gullet.styleFiles = 1;
  record.doubt(
    'The file defines commands and is no text of a paper: what is shown of it is what is left over. Open the file that has \\begin{document}.',
  );
}

function notAPaper(): PracticumError {
  return new PracticumError('not-a-paper', 'None of the files is a LaTeX document.', {
    hint: 'The main file has \\documentclass and \\begin{document}. Name it, or give another source.',
  });
}

const commands: ReadonlyMap<string, Handler> = new Map(
  Object.entries({
    ...characterCommands,
    ...quantityCommands,
    ...styleCommands,
    ...layoutCommands,
    ...boxCommands,
    ...colourCommands,
    ...colourBoxCommands,
    ...listCommands,
    ...theoremCommands,
    ...listingCommands,
    ...floatCommands,
    ...tableCommands,
    ...algorithmCommands,
    ...sectionCommands,
    ...equationCommands,
    ...referenceCommands,
    ...frontCommands,
    ...fileCommands,
  }),
);
const fixedEnvironments: Readonly<Record<string, Handler>> = {
  ...boxEnvironments,
  ...colourBoxEnvironments,
  ...listEnvironments,
  ...theoremEnvironments,
  ...listingEnvironments,
  ...floatEnvironments,
  ...tableEnvironments,
  ...algorithmEnvironments,
  ...sectionEnvironments,
  ...equationEnvironments,
  ...referenceEnvironments,
  ...frontEnvironments,
  ...fileEnvironments,
};

function newReader(files: Reader['files']): Reader {
  const environments = new Map(Object.entries(fixedEnvironments));
  const primitives = new Map(Object.entries({ ...definitions, ...conditionals, ...expansion, ...loops }));
  const known: Pick<ReadonlyMap<string, Handler>, 'get'> = {
    get: (name) => listingOf(reader, name) ?? environments.get(name) ?? (theoremsOf(reader).has(name) ? theorem : undefined),
  };
  const reader: Reader = new Reader(
    files,
    { commands, environments: known, silent: silentCommands, beginsVerbatim: shortVerb, seenFormula },
    primitives,
    (gullet, name) =>
      conditionalFor(gullet, name) ||
      switchFor(gullet, name) ||
      physicsFor(gullet, name, reader.packages, reader.packageOptions.get('physics') ?? ''),
  );
  for (const [name, primitive] of Object.entries(counterPrimitives(reader.counters))) primitives.set(name, primitive);
  reader.classChosen = () => numberAsClass(reader);
  numberAsClass(reader);
  return reader;
}

function paperOf(reader: Reader, { id, source }: LatexOptions, main: string): Paper {
  const { record, gullet, front } = reader;
  const lines = new Map(gullet.lexers.map((lexer) => [lexer.file, new Lines(lexer.text)]));
  const texts = new Map(gullet.lexers.map(({ file, text }) => [file, text]));
  const resolved = record.nodes.map((node) => ({ ...resolveNode(reader, node), ...defined({ place: withLine(node.place, lines) }) }));
  const named: typeof resolved = resolved.some((node) => JSON.stringify(node).includes('color'))
    ? JSON.parse(JSON.stringify(resolved), (key, value: unknown) =>
        key === 'tex' && typeof value === 'string' ? withNamedWhite(reader, value) : value,
      )
    : resolved;
  const nodes = withLooseCaptions(named, record.looseCaptions, (file) => texts.get(file));
  const sections = record.sections.map((section) => ({
    ...resolveSection(reader, section),
    ...defined({ place: withLine(section.place, lines) }),
  }));
  for (const doubt of new Set(gullet.doubts)) record.doubt(doubt);
  for (const lexer of gullet.lexers) {
    for (const { start, end } of lexer.comments) {
      const comment = lexer.text.slice(start, end);
      for (const hidden of findHiddenText(comment)) record.warnings.push({ kind: 'hidden-text', hidden });
    }
  }
  return tellUnread({
    format: paperFormat,
    id,
    title: withLigatures(plainText(front.title)).replaceAll(/\s+/g, ' ').trim(),
    authors: front.authors,
    sources: [source ?? { kind: 'file', from: main, sha256: '' }],
    sections,
    nodes,
    references: record.references,
    macros: {},
    warnings: record.allWarnings,
  });
}
