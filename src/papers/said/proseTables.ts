/** Tables whose cells describe in words what the rows are about: `Regularisation | dropout of 40 per cent; no weight decay`. */
import type { Grid, GridCell } from './grid.ts';

export interface ProseRow {
  readonly label: string;
  readonly cell: GridCell;
}

/** Words of a heading over the labels or over the descriptions. */
const headline =
  /^(?:aspects?|items?|topics?|components?|elements?|features?|fields?|parts?|points?|questions?|stages?|steps?|descriptions?|details?|settings?|choices?|values?|notes?|answers?|contents?|specifications?|what|how|)$/i;
/** Over what is said about the descriptions. */
const remark =
  /^(?:reasons?|why|rationale|comments?|notes?|remarks?|justifications?|sections?|references?|sources?|where|page|purposes?|motivations?)$/i;
/** What is measured, what others do, what is to come. */
const notOwn =
  /\b(?:prior|previous|related|existing|literature|proposed by|limitations?|findings?|results?|conclusions?|future|hypothes[ie]s|references?)\b/i;

/** The rows of a table of two columns, remarks aside, the right one written out; none where it holds names and numbers only. */
export function proseRows({ rows, width }: Grid, caption: string): readonly ProseRow[] {
  const [first = []] = rows;
  const remarks = first.slice(2).filter((cell) => cell !== undefined && remark.test(cell.text));
  if (width - remarks.length !== 2 || notOwn.test(caption)) return [];
  const all = rows.flatMap(([head, cell]) =>
    head === undefined || cell === undefined || head === cell || cell.isCited || (headline.test(head.text) && headline.test(cell.text))
      ? []
      : [{ label: head.text.replace(/[:.]$/, ''), cell }],
  );
  const labels = all.filter(({ label }) => /\p{L}/u.test(label) && !/\d/.test(label) && label.split(' ').length <= 6);
  const written = all.filter(({ cell }) => (cell.text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3);
  return labels.length === all.length && all.length >= 3 && written.length * 2 >= all.length
    ? all.filter(({ label }) => !notOwn.test(label))
    : [];
}
