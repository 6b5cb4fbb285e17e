/** The outline that hyperref and word processors write into a PDF, flat, with the pages that it points to. */
import type { PdfDocument, PdfOutlineItem } from './pdfjs.ts';

export interface OutlineEntry {
  readonly title: string;
  /** From 1. */
  readonly level: number;
  readonly page?: number;
}

const mostEntries = 2000;

/** Empty where there is none, or where it is broken: headings are found without it too. */
export async function outlineOf(document: PdfDocument): Promise<readonly OutlineEntry[]> {
  const items = await document.getOutline().catch(() => null);
  const entries: OutlineEntry[] = [];
  const add = async (list: readonly PdfOutlineItem[], level: number): Promise<void> => {
    for (const { title, dest, items: inner } of list) {
      if (entries.length >= mostEntries || level > 8) return;
      const page = await pageOf(document, dest);
      entries.push({ title: title.trim(), level, ...(page === undefined ? {} : { page }) });
      await add(inner, level + 1);
    }
  };
  await add(items ?? [], 1);
  return entries;
}

async function pageOf(document: PdfDocument, dest: PdfOutlineItem['dest']): Promise<number | undefined> {
  try {
    const place = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    const reference = place?.[0];
    if (typeof reference === 'number') return reference + 1;
    return reference === undefined || reference === null ? undefined : (await document.getPageIndex(reference)) + 1;
  } catch {
    // It points to a page that is not there.
    return undefined;
  }
}
