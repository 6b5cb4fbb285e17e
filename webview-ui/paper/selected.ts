/** Longer selections are cut: what is asked about a place is not the whole paper. */
const mostCharacters = 20_000;

/** The words of a range as one would write them: formulas as TeX. */
export function textOf(range: Range): string {
  const content = range.cloneContents();
  const outer = range.commonAncestorContainer;
  const around = (outer instanceof Element ? outer : outer.parentElement)?.closest<HTMLElement>('.formula');
  if (around !== null && around !== undefined) return inDollars(around);
  for (const formula of content.querySelectorAll<HTMLElement>('.formula')) formula.replaceChildren(inDollars(formula));
  for (const own of content.querySelectorAll('.margin, .tools, .visually-hidden, .unread .codicon')) own.remove();
  for (const cell of content.querySelectorAll('td, th')) cell.append('\t');
  for (const block of content.querySelectorAll('p, li, tr, figcaption, h1, h2, h3, h4, .equation-line')) block.append('\n');
  return (content.textContent ?? '').replaceAll(/[ \t]+\n/g, '\n').trim();
}

function inDollars(formula: HTMLElement): string {
  const tex = formula.dataset['tex'] ?? '';
  return formula.classList.contains('display') ? `$$${tex}$$` : `$${tex}$`;
}

export function selection(): Range | undefined {
  const selected = window.getSelection();
  if (selected === null || selected.isCollapsed || selected.rangeCount === 0) return undefined;
  return selected.getRangeAt(0);
}

/** What is selected of a place; empty where nothing of it is. */
export function selectedIn(place: Element): string {
  const range = selection();
  if (range === undefined || !range.intersectsNode(place)) return '';
  const within = range.cloneRange();
  if (!place.contains(within.startContainer)) within.setStart(place, 0);
  if (!place.contains(within.endContainer)) within.setEnd(place, place.childNodes.length);
  return textOf(within).slice(0, mostCharacters);
}
