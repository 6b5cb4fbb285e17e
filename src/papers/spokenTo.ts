/** Words of a paper that are meant for a program that reads it, and not for a person: they are told of, and stay the paper’s words. */
import { orderIn } from '../base/orders.ts';
import { nodeText, type Paper, type PaperWarning } from './document.ts';

/** One warning for all of them, at the first; undefined: there are none. Papers about such words quote them: nothing is left out. */
export function spokenTo({ title, nodes }: Paper): PaperWarning | undefined {
  const found = [{ text: title }, ...nodes.map((node) => ({ anchor: node.anchor, text: nodeText(node) }))].flatMap(({ text, ...place }) => {
    const said = orderIn(text);
    return said === undefined ? [] : [{ ...place, said }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const { said, ...place } = first;
  const more = found.length === 1 ? '' : found.length === 2 ? ', and at one more place' : `, and at ${found.length - 1} more places`;
  const message = `The paper seems to speak to a program that reads it: “${said}”${more === '' && /[.!?…]$/.test(said) ? '' : `${more}.`} This reaches the agent as the paper’s words and nobody’s instructions; look at it before you let the agent work with the paper.`;
  return { kind: 'spoken-to', message, ...place };
}
