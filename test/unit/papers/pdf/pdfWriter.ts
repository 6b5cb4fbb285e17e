/** Writes small PDFs for tests: content streams as they are given, fonts by name without their programs. */
export interface WrittenPdf {
  /** Content streams, one a page. `/F1` … are `fonts`. */
  readonly pages: readonly string[];
  readonly fonts?: readonly string[];
  /** Entries of the trailer beside `/Root` and `/Size`. */
  readonly trailer?: string;
  /** Where the trailer says that the cross-reference table begins; the truth where absent. */
  readonly startxref?: number;
}

const letterPage = '[0 0 612 792]';

export function writePdf({ pages, fonts = ['Helvetica'], trailer = '', startxref }: WrittenPdf): Uint8Array {
  const fontAt = 3;
  const pageAt = fontAt + fonts.length;
  const names = fonts.map((_, index) => `/F${index + 1} ${fontAt + index} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageAt + 2 * index} 0 R`).join(' ')}] >>`,
    ...fonts.map(fontObject),
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox ${letterPage} /Resources << /Font << ${names} >> >> /Contents ${pageAt + 2 * index + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${startxref ?? table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** Every letter is half an em wide, so that tests can reckon. */
function fontObject(name: string): string {
  const widths = Array.from({ length: 224 }, () => 500).join(' ');
  return `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [${widths}] >>`;
}

/** Text at a place, in points from the bottom left. */
export function at(
  x: number,
  y: number,
  text: string,
  { font = 1, size = 10 }: { readonly font?: number; readonly size?: number } = {},
): string {
  return `BT /F${font} ${size} Tf ${x} ${y} Td (${text.replaceAll(/[\\()]/g, '\\$&')}) Tj ET`;
}

/** Lines of running text, 12 points apart. */
export function paragraph(x: number, y: number, lines: readonly string[]): string {
  return lines.map((line, index) => at(x, y - 12 * index, line)).join('\n');
}
