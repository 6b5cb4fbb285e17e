/** The few questions that are asked of a parsed page. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;
export type Parent = DefaultTreeAdapterTypes.ParentNode;

export function parsePage(html: string): DefaultTreeAdapterTypes.Document {
  return parse(html);
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function childrenOf(node: Parent): readonly Node[] {
  // What stands in a template is not shown.
  return node.childNodes;
}

export function elementsOf(node: Parent): readonly Element[] {
  return node.childNodes.filter(isElement);
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

export function idOf(element: Element): string | undefined {
  const id = attribute(element, 'id');
  return id === '' ? undefined : id;
}

/** Of the element itself or of the innermost one around it. */
export function nearestId(element: Element): string | undefined {
  for (let at: Element | undefined = element; at !== undefined; ) {
    const id = idOf(at);
    if (id !== undefined) return id;
    const parent: unknown = at.parentNode;
    at = parent !== null && typeof parent === 'object' && 'tagName' in parent ? (parent as Element) : undefined;
  }
  return undefined;
}

export function hasClass(element: Element, name: string): boolean {
  const classes = attribute(element, 'class');
  return classes?.includes(name) === true && ` ${classes.replaceAll(/\s+/g, ' ')} `.includes(` ${name} `);
}

/** The first below `node`, in document order; `isWithin` says which elements are looked into. */
export function find(
  node: Parent,
  test: (element: Element) => boolean,
  isWithin: (element: Element) => boolean = () => true,
): Element | undefined {
  for (const child of elementsOf(node)) {
    if (test(child)) return child;
    const found = isWithin(child) ? find(child, test, isWithin) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** All below `node` that are not below another one of them. */
export function findAll(node: Parent, test: (element: Element) => boolean): readonly Element[] {
  return elementsOf(node).flatMap((child) => (test(child) ? [child] : findAll(child, test)));
}

export function textOf(node: Node | Parent): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

export function squeezed(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}
