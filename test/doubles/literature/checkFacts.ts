/** Whether reported facts are true of the made papers, at the very place that they cite. Shares nothing with the product’s own check. */
import type { Fact } from '../../../src/base/fact.ts';
import type { Literature } from './literature.ts';
import type { TruePaper } from './truth.ts';

export interface CheckedFacts {
  readonly facts: number;
  /** Without an address in a made paper. */
  readonly uncited: readonly string[];
  /** Their place says something else, or does not exist. */
  readonly wrong: readonly string[];
}

export function checkFacts(facts: readonly Fact[], { papers }: Literature): CheckedFacts {
  const uncited: string[] = [];
  const wrong: string[] = [];
  for (const fact of facts) {
    const { source, text } = fact;
    const [, id, version, anchor] =
      (source.kind === 'address' ? /^arxiv:([\d.]+?)(?:v(\d+))?(?:#(.+))?$/.exec(source.address) : null) ?? [];
    const truth = id === undefined ? undefined : papers.get(id);
    if (truth === undefined || truth.form === 'none') uncited.push(text);
    else if ((version !== undefined && Number(version) !== truth.version) || !isTrue(fact, truth, anchor))
      wrong.push(`${text} [${JSON.stringify(source)}]`);
  }
  return { facts: facts.length, uncited, wrong };
}

function isTrue({ text, quote }: Fact, truth: TruePaper, anchor: string | undefined): boolean {
  const [, about, name = '', said = ''] = /^arxiv:([\d.]+)v\d+: ([^:]+): ([\s\S]*)$/.exec(text) ?? [];
  if (about !== truth.id) return false;
  const there = truth.texts.get(anchor ?? '') ?? '';
  switch (name) {
    case 'data':
      return truth.data.some((each) => each.name === said && each.anchor === anchor) && there.includes(said);
    case 'method':
      return truth.method === undefined ? folded(there).includes(folded(said)) : truth.method.name === said && there.includes(said);
    case 'quote':
      return quote === said && [...truth.texts.values()].some((words) => folded(words).includes(folded(said)));
    case 'result': {
      const [, metric = '', value = '', data, split] =
        /^(.*?) (-?[\d.]+(?: ± [\d.]+)?)(?: %)? (?:on (.+?)|data not said there), (.+?) \(“/.exec(said) ?? [];
      return truth.results.some(
        (each) =>
          each.anchor === anchor &&
          each.text === value &&
          metric.toLowerCase().includes(each.metric.toLowerCase()) &&
          (data === undefined || data === each.data) &&
          (split === undefined || split === (each.split ?? 'split not said')),
      );
    }
    default: {
      const [, value = '', scope] = /^(\S+)(?: (?!\()[^(]*)?(?: ?\((.+)\))?$/.exec(said) ?? [];
      return truth.settings.some(
        (each) =>
          each.name === name &&
          each.anchor === anchor &&
          String(each.value) === String(numberOr(value)) &&
          (scope ?? '') === (each.scope ?? ''),
      );
    }
  }
}

function numberOr(text: string): number | string {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\\$\s]+/g, ' ')
    .trim();
}
