/** The door to pdf.js, in the build that unpdf makes for programs without a browser. Loaded when the first PDF is read. */
import { PracticumError } from '../../base/errors.ts';
import { refuseBomb, tooMuch } from './bombs.ts';

/** What a font glyph of pdf.js tells; widths in thousandths of an em. */
export interface PdfGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
}

export interface PdfOperators {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly (readonly unknown[] | null)[];
}

export interface PdfPage {
  readonly view: readonly number[];
  readonly commonObjs: { has(id: string): boolean; get(id: string): unknown };
  getViewport(options: { readonly scale: number }): {
    readonly width: number;
    readonly height: number;
    readonly transform: readonly number[];
  };
  getOperatorList(): Promise<PdfOperators>;
  cleanup(): unknown;
}

export interface PdfOutlineItem {
  readonly title: string;
  readonly dest: string | readonly unknown[] | null;
  readonly items: readonly PdfOutlineItem[];
}

export interface PdfDocument {
  readonly numPages: number;
  getPage(page: number): Promise<PdfPage>;
  getOutline(): Promise<readonly PdfOutlineItem[] | null>;
  getDestination(name: string): Promise<readonly unknown[] | null>;
  getPageIndex(reference: unknown): Promise<number>;
  getMetadata(): Promise<{ readonly info: unknown }>;
  cleanup(): Promise<unknown>;
}

export interface OpenPdf {
  readonly document: PdfDocument;
  /** Numbers of the operators in `PdfOperators`, by name. */
  readonly operators: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** A scatter plot of half a million points has fewer. */
const mostOperators = 3_000_000;
/** Where pdf.js puts what it is sent of a page, some hundred operators at a time: not of its public face, and so pinned by a test. */
const takesIn = '_renderPageChunk';

/** What a page paints. Throws `pdf-too-much`: pdf.js would keep it all, and the memory of a thread ends with the whole program. */
export async function operatorsOf(page: PdfPage, number: number): Promise<PdfOperators> {
  const { promise, reject } = Promise.withResolvers<never>();
  const take: unknown = Reflect.get(page, takesIn);
  let count = 0;
  if (typeof take === 'function')
    Reflect.set(page, takesIn, (chunk: { readonly length: number }, state: unknown) => {
      count += chunk.length;
      if (count <= mostOperators) Reflect.apply(take, page, [chunk, state]);
      else reject(tooMuch(`Page ${number} of this PDF draws more than any page of a paper does: it and what follows were not read.`));
    });
  return await Promise.race([page.getOperatorList(), promise]);
}

/** Throws `pdf-encrypted`, `pdf-unreadable` and `pdf-too-much`. The bytes are copied: pdf.js keeps what it is given. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  refuseBomb(bytes);
  const { getDocument, OPS, VerbosityLevel } = await import('unpdf/pdfjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    // Nothing is painted: pictures are not even decoded, and their places are seen from the transformation before them.
    maxImageSize: 1,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document: PdfDocument = await task.promise;
    return { document, operators: { ...OPS }, close: () => task.destroy() };
  } catch (error) {
    await task.destroy();
    throw unopened(error);
  }
}

function unopened(error: unknown): PracticumError {
  if (error instanceof Error && error.name === 'PasswordException') {
    return new PracticumError('pdf-encrypted', 'This PDF is encrypted and asks for a password.', {
      hint: 'Save a copy without the password (print it to a PDF, or use qpdf --decrypt) and open that, or open the paper by its arXiv id.',
      cause: error,
    });
  }
  return new PracticumError('pdf-unreadable', 'This file could not be read as a PDF.', {
    hint: 'Download it again: it may be cut off, or a web page saved under a wrong name. A paper on arXiv opens by its id.',
    cause: error,
  });
}
