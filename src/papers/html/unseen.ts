/** Words of a page that a person looking at it would not see: taken out of it before it is read, and told of. */
import { defined } from '../../base/defined.ts';
import { InvariantBroken } from '../../base/errors.ts';
import { hasSentence } from '../../base/hiddenText.ts';
import { isUnseenOrder } from '../../base/orders.ts';
import type { HiddenText } from '../../base/origin.ts';
import type { StyledElement } from '../../base/selectors.ts';
import { StyleRules } from '../../base/styleRules.ts';
import { type Declarations, declarationsOf, type Ink, inkOf, inkOfPages, isUnseenInk, sizeOf, unseenBy } from '../../base/unseenStyle.ts';
import type { PaperWarning } from '../document.ts';
import {
  attribute,
  childrenOf,
  type Element,
  elementsOf,
  findAll,
  hasClass,
  idOf,
  isElement,
  type Node,
  nearestId,
  type Parent,
  squeezed,
  textOf,
} from './dom.ts';

/** Nothing in them is read. */
const notRead = /^(?:script|style|template|noscript|button|nav|footer|aside|form|head|iframe)$/;
const longestExcerpt = 200;
const tooMuchStyle =
  'The styles of the page were not all followed, for there is too much of them: words that they hide may be among those that were read. Look at the page in a browser.';
/** LaTeXML’s, which open when they are pointed at. */
const popups = ['ltx_note', 'ltx_author_notes', 'ltx_contact'];

/** From `root`, a part of `page`. */
export function leaveOutUnseen(page: Parent, root: Element): readonly PaperWarning[] {
  const rules = new StyleRules();
  for (const style of findAll(page, ({ tagName }) => tagName === 'style')) rules.add(textOf(style));
  const unseen = new Unseen(rules);
  unseen.from(root);
  return rules.isSpent ? [...unseen.warnings, { kind: 'doubt', message: tooMuchStyle }] : unseen.warnings;
}

interface Within {
  readonly around: readonly StyledElement[];
  readonly ink: Ink;
  readonly size: number;
  /** Of the element whose words have the colour of their ground: what was taken out below it. */
  readonly white?: string[];
}

class Unseen {
  readonly warnings: PaperWarning[] = [];
  readonly #rules: StyleRules;
  readonly #elements = new WeakMap<Element, StyledElement>();

  constructor(rules: StyleRules) {
    this.#rules = rules;
  }

  from(root: Element): void {
    const above: Element[] = [];
    for (let at: Node | Parent | null = root.parentNode; at !== null && 'tagName' in at; at = at.parentNode) above.unshift(at);
    let within: Within = { around: [], ink: inkOfPages, size: 16 };
    for (const element of above) within = this.#inside(element, this.#styleOf(element, within).all, within);
    this.#element(root, within);
  }

  #element(element: Element, within: Within): void {
    const own = this.#inside(element, this.#styleOf(element, within).all, within);
    const isWhite = isUnseenInk(own.ink);
    const isFirst = isWhite && within.white === undefined;
    const { white = [] } = within;
    const { white: _, ...rest } = own;
    this.#children(element, isWhite ? { ...rest, white } : rest);
    if (isFirst) this.#tell(element, 'white', white.join(' '));
  }

  #children(element: Element, within: Within): void {
    for (const child of [...childrenOf(element)]) {
      if (!isElement(child)) {
        if ('value' in child && within.white !== undefined) takeOut(child, child.value, within.white);
      } else if (child.tagName === 'math') {
        if (within.white !== undefined) takeOut(child, attribute(child, 'alttext') ?? textOf(child), within.white);
      } else if (!notRead.test(child.tagName) && attribute(child, 'role') !== 'search' && !this.#isTakenOut(child, within))
        this.#element(child, within);
    }
  }

  #isTakenOut(element: Element, within: Within): boolean {
    const { all, own } = this.#styleOf(element, within);
    const way = hasClass(element, 'ltx_phantom') || attribute(element, 'hidden') !== undefined ? 'invisible' : unseenBy(all, within.size);
    if (way === undefined) return false;
    const isOwn = attribute(element, 'hidden') !== undefined || unseenBy(own, within.size) !== undefined;
    const words = textOf(element);
    // Notes that open when they are pointed at, and what KaTeX and MathJax keep of a formula for those who listen.
    if (!isOwn && (isNote(element) || this.#rules.isOnDemand(this.#described(element)))) return false;
    const spoken = findAll(element, ({ tagName }) => tagName === 'math');
    if (spoken.length > 0 && squeezed(words) === squeezed(spoken.map(textOf).join(''))) return false;
    element.parentNode?.childNodes.splice(element.parentNode.childNodes.indexOf(element), 1);
    if (isOwn || (hasSentence(words) && !isForListening(all, words))) this.#tell(element, way, words, within);
    return true;
  }

  #tell(element: Element, kind: HiddenText['kind'], words: string, within?: Within): void {
    const excerpt = squeezed(words).slice(0, longestExcerpt);
    const anchor = nearestId(element) ?? within?.around.findLast(({ id }) => id !== undefined)?.id;
    if (excerpt !== '') this.warnings.push({ kind: 'hidden-text', hidden: { kind, excerpt }, ...defined({ anchor }) });
  }

  #inside(element: Element, style: Declarations, { around, ink, size }: Within): Within {
    return { around: [...around, this.#described(element)], ink: inkOf(style, ink), size: sizeOf(style, size) };
  }

  /** All of one parent at a time, before any of them is taken out. */
  #described(element: Element): StyledElement {
    const siblings = element.parentNode === null || this.#elements.has(element) ? [] : elementsOf(element.parentNode);
    for (const [index, one] of described(siblings).entries()) {
      const sibling = siblings[index];
      if (sibling !== undefined) this.#elements.set(sibling, one);
    }
    const known = this.#elements.get(element);
    if (known !== undefined) return known;
    const [alone] = described([element]);
    if (alone === undefined) throw new InvariantBroken('An element is described as none.');
    return alone;
  }

  #styleOf(element: Element, { around }: Within): { readonly all: Declarations; readonly own: Declarations } {
    const own = declarationsOf(attribute(element, 'style') ?? '');
    const said = [
      ['color', attribute(element, element.tagName === 'body' ? 'text' : 'color')],
      ['background-color', attribute(element, 'bgcolor')],
    ].flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value.trim().toLowerCase()] as const]));
    const ruled = this.#rules.isEmpty ? [] : [...this.#rules.of(this.#described(element), around)];
    return { all: new Map([...said, ...ruled, ...own]), own };
  }
}

/** As selectors see the elements of one parent. */
function described(elements: readonly Element[]): readonly StyledElement[] {
  const names = new Map<string, number>();
  for (const { tagName } of elements) names.set(tagName, (names.get(tagName) ?? 0) + 1);
  const passed = new Map<string, number>();
  let previous: StyledElement | undefined;
  return elements.map((element, before) => {
    const name = element.tagName;
    const beforeOfName = passed.get(name) ?? 0;
    passed.set(name, beforeOfName + 1);
    previous = {
      name,
      ...defined({ id: idOf(element), previous }),
      classes: (attribute(element, 'class') ?? '').split(/\s+/).filter((one) => one !== ''),
      attribute: (wanted) => attribute(element, wanted),
      before,
      beforeOfName,
      after: elements.length - before - 1,
      afterOfName: (names.get(name) ?? 1) - beforeOfName - 1,
    };
    return previous;
  });
}

function isNote(element: Element): boolean {
  if (popups.some((name) => hasClass(element, name))) return true;
  const { parentNode } = element;
  return parentNode !== null && 'tagName' in parentNode && isNote(parentNode);
}

/** `Skip to main content`: a few words in a box of one pixel, and no order to a program. */
function isForListening(style: Declarations, words: string): boolean {
  const isBox = /^1px$/.test(style.get('width') ?? '') && /^1px$/.test(style.get('height') ?? '');
  return isBox && squeezed(words).split(' ').length <= 6 && !isUnseenOrder(words);
}

function takeOut(node: Node, words: string, white: string[]): void {
  if (words.trim() === '') return;
  white.push(words);
  const { parentNode } = node;
  parentNode?.childNodes.splice(parentNode.childNodes.indexOf(node), 1);
}
