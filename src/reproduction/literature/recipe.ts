/** What a paper did, as far as it says so: each part with the address where it was read. What is not said is absent, never guessed. */
import { defined } from '../../base/defined.ts';
import { orderIn } from '../../base/orders.ts';
import { addressIn } from '../../papers/address.ts';
import { nodeText, type Paper } from '../../papers/document.ts';
import type { ReadPaper } from '../../papers/parsePaper.ts';
import { passagesOf } from '../../papers/said/passages.ts';
import { linksOf } from '../paperLinks.ts';
import { dataOf } from './recipeData.ts';
import { methodOf } from './recipeMethod.ts';
import { resultsOf } from './recipeResults.ts';
import type { Recipe } from './stated.ts';

/** Throws nothing: a paper of which only the abstract could be read has a recipe without parts, and says so. */
export function recipeOf({ paper, said }: ReadPaper): Recipe {
  const doubts = doubtsOf(paper);
  const nothing = { paper: paper.id, title: paper.title, data: [], settings: [], results: [], links: [], missing: [], doubts };
  if (paper.sources[0]?.kind === 'abstract') return nothing;
  const commands = commandsIn(paper);
  const own = { ...paper, nodes: paper.nodes.filter(({ anchor }) => !commands.has(anchor)) };
  const addresses = new Set([...commands].map((anchor) => addressIn(paper.id, anchor)));
  const passages = passagesOf(own);
  const data = dataOf(paper.id, passages);
  const method = methodOf(own, passages);
  return {
    ...nothing,
    data,
    ...(method === undefined ? {} : { method }),
    settings: said.hyperparameters.filter(({ address }) => !addresses.has(address)),
    results: resultsOf(own, passages, { data, method }),
    links: linksOf(own),
    missing: said.missing,
    ...defined({ unfinished: said.unfinished }),
    doubts: [
      ...doubts,
      ...[...addresses].map((address) => `What stands at ${address} tells a model what to do: nothing was taken from there.`),
    ],
  };
}

/** Parts that speak to a program that reads, and say nothing of the paper’s work. */
function commandsIn({ nodes }: Paper): ReadonlySet<string> {
  return new Set(nodes.filter((node) => orderIn(nodeText(node)) !== undefined).map(({ anchor }) => anchor));
}

/** Whether anything of it was read beside its abstract. */
export function hasText({ sources }: Paper): boolean {
  return sources[0]?.kind !== 'abstract';
}

function doubtsOf({ warnings, sources }: Paper): readonly string[] {
  // Words that speak to a program are told by their places alone.
  const told = warnings.flatMap((warning) => (warning.kind === 'hidden-text' || warning.kind === 'spoken-to' ? [] : [warning.message]));
  const hidden = warnings.some(({ kind }) => kind === 'hidden-text') ? ['Text that nobody sees on the page was left out.'] : [];
  const isPdf = sources[0]?.kind === 'pdf' ? ['It was read from a PDF.'] : [];
  return [...new Set([...told, ...hidden, ...isPdf])].slice(0, 4);
}
