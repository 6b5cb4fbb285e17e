/** `\input` and its kin, packages of the paper’s own, and where the document begins and ends. */
import { defined } from '../../../base/defined.ts';
import { readBib, readBiblatex } from '../../bibliography/bib.ts';
import type { Handler, Reader } from '../reader.ts';
import { command } from '../token.ts';
import { putEntries } from './entries.ts';

function input(extensions: readonly string[]): Handler {
  return (reader) => {
    const path = pathOf(reader);
    include(reader, path, extensions);
  };
}

/** `\input file` without braces, as TeX itself has it. */
function pathOf(reader: Reader): string {
  const { gullet } = reader;
  gullet.skipSpaces();
  const first = gullet.peek();
  if (first?.kind === 'begin') return gullet.word();
  let path = '';
  for (let token = gullet.next(); token !== undefined; token = gullet.next()) {
    if (token.kind === 'space' || token.kind === 'command' || token.kind === 'end') {
      if (token.kind !== 'space') gullet.push([token]);
      break;
    }
    path += token.text;
  }
  return path;
}

function include(reader: Reader, path: string, extensions: readonly string[]): boolean {
  const { gullet } = reader;
  const name = path.replaceAll('"', '').trim();
  const found = reader.files.text(name, extensions);
  if (found === undefined) {
    if (!reader.files.isRefused(name, extensions))
      reader.record.warnings.push({
        kind: 'unread',
        message: `“${path}” is included and was not given. Put it where the paper looks for it, and open the paper again.`,
        ...defined({ anchor: reader.record.section }),
      });
    return false;
  }
  if (gullet.isOpen(found.path)) {
    reader.record.doubt(`“${found.path}” includes itself; it was read once.`);
    return false;
  }
  gullet.open(found.path, found.text);
  return true;
}

function imported(reader: Reader): void {
  const folder = reader.gullet.word();
  const file = reader.gullet.word();
  include(reader, `${folder.replace(/\/?$/, '/')}${file}`, ['.tex']);
}

/** A class or package of the paper’s own: its definitions are read, what it redraws is not. */
function usePackage(extension: '.sty' | '.cls'): Handler {
  return (reader) => {
    const { gullet } = reader;
    const options = gullet.bracketed();
    const names = gullet
      .word()
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    gullet.bracketed();
    if (extension === '.cls' && !reader.hasClass) {
      reader.hasClass = true;
      reader.className = names[0] ?? 'article';
      reader.classOptions = (options ?? []).map(({ text }) => text).join('');
      reader.classChosen();
    }
    for (const name of names) {
      reader.packages.add(name.replace(/^.*\//, ''));
      if (options !== undefined) reader.packageOptions.set(name, options.map(({ text }) => text).join(''));
      const own = reader.files.text(name, [extension]);
      if (own === undefined || gullet.isOpen(own.path) || reader.readStyles.has(own.path)) continue;
      reader.readStyles.add(own.path);
      gullet.push([command('practicum@endstyle')]);
      gullet.open(own.path, own.text);
      gullet.styleFiles++;
      gullet.categories.set('@', 'letter');
    }
  };
}

function endDocument(reader: Reader): void {
  reader.endParagraph();
  reader.gullet.endAll();
}

function bibliography(reader: Reader): void {
  const names = reader.gullet.word().split(',');
  reader.bibliographyNames.push(...names.map((name) => name.trim()));
  printBibliography(reader);
}

/** What BibTeX made of it is what is printed; without that the entries that are cited, as far as they say themselves. */
function printBibliography(reader: Reader): void {
  if (reader.record.references.length > 0 || reader.isBibliographyRead) return;
  const main = reader.mainName.replace(/\.tex$/, '');
  const found = [main, ...reader.bibliographyNames].map((name) => reader.files.text(name, ['.bbl'])).find((one) => one !== undefined);
  reader.isBibliographyRead = true;
  if (found !== undefined && !found.text.includes('\\entry{')) reader.gullet.open(found.path, found.text);
  else if (found !== undefined) putEntries(reader, readBiblatex(found.text));
  else {
    const { cited } = reader;
    const entries = reader.bibliographyNames.flatMap((name) => readBib(reader.files.text(name, ['.bib'])?.text ?? ''));
    putEntries(reader, cited.has('*') ? entries : entries.filter(({ key }) => cited.has(key)));
  }
}

export const fileCommands: Readonly<Record<string, Handler>> = {
  input: input(['.tex', '']),
  include: input(['.tex', '']),
  subfile: input(['.tex', '']),
  subfileinclude: input(['.tex', '']),
  InputIfFileExists: input(['.tex', '']),
  import: imported,
  subimport: imported,
  inputfrom: imported,
  includefrom: imported,
  usepackage: usePackage('.sty'),
  RequirePackage: usePackage('.sty'),
  RequirePackageWithOptions: usePackage('.sty'),
  documentclass: usePackage('.cls'),
  documentstyle: usePackage('.cls'),
  LoadClass: usePackage('.cls'),
  LoadClassWithOptions: usePackage('.cls'),
  bibliography,
  addbibresource: (reader) => {
    reader.gullet.bracketed();
    reader.bibliographyNames.push(reader.gullet.word().replace(/\.bib$/, ''));
  },
  printbibliography: (reader) => {
    reader.gullet.bracketed();
    printBibliography(reader);
  },
  'practicum@endstyle': (reader) => {
    reader.gullet.styleFiles = Math.max(0, reader.gullet.styleFiles - 1);
    if (reader.gullet.styleFiles === 0) reader.gullet.categories.set('@', 'other');
  },
};

export const fileEnvironments: Readonly<Record<string, Handler>> = {
  document: (reader) => {
    if (!reader.isBody) reader.isBody = true;
    // A subfile has a document of its own within the document.
    else {
      reader.runTo('document');
      return;
    }
    reader.gullet.styleFiles = 0;
    reader.gullet.categories.set('@', 'other');
    reader.run((_, ended) => ended === 'document');
    endDocument(reader);
  },
};
