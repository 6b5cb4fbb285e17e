/** A scripted researcher: it walks the literature with the tool, opens one paper, and reports. All its words are those of its question and of what tools returned. */
import type { ModelMessage } from '../../../src/base/messages.ts';
import type { ModelEvent, ModelRequest } from '../../../src/models/model.ts';

export interface ResearcherOptions {
  /** Walks for the same question, one after the other. */
  readonly walks: number;
  readonly most: number;
}

/** A report is read no further. */
const mostFacts = 40;

interface Claim {
  readonly fact: string;
  readonly source: string;
  readonly quote?: string;
}

/** What a model costs that is paid by its tokens. */
export const price = { input: 1, output: 4 };

export function research(request: ModelRequest, { walks, most }: ResearcherOptions): readonly ModelEvent[] {
  const results = request.messages.flatMap(resultsOf);
  const asked = wordsOf(request.messages[0]);
  const question = /Your question: ([\s\S]*?)(?:\n\n|$)/.exec(asked)?.[1] ?? asked;
  const anchor = /arxiv:\d{4}\.\d{4,5}/.exec(question)?.[0] ?? '';
  const walked = results.filter((text) => text.includes('# Literature around'));
  if (request.tools.length > 0 && walked.length < walks && (walked.at(-1) ?? 'call again').includes('call again'))
    return ending(request, [{ name: 'crawl_literature', input: { anchor, question, most } }]);
  const papers = [...new Set(walked.flatMap(rowsIn).map(({ paper }) => paper))];
  const opened = results.find((text) => text.includes('read_paper with section=') || / \(arxiv:[\d.]+v\d+\)\n/.test(text));
  const [, second] = papers;
  if (request.tools.length > 0 && opened === undefined && second !== undefined)
    return ending(request, [{ name: 'read_paper', input: { paper: second, section: 'S4' } }]);
  const claims = [
    ...walked.flatMap(rowsIn).flatMap(claimsOf),
    ...(opened === undefined || second === undefined ? [] : quoteIn(opened, second)),
  ];
  const facts = claims.slice(0, mostFacts);
  const open = walked.length === 0 ? ['The literature could not be walked.'] : [];
  return ending(request, [], `\`\`\`json\n${JSON.stringify({ facts, open })}\n\`\`\``);
}

interface Row {
  readonly paper: string;
  readonly cells: readonly string[];
}

function rowsIn(text: string): readonly Row[] {
  return text.split('\n').flatMap((line) => {
    const paper = /^\| .* · (arxiv:[\d.]+v\d+) · /.exec(line)?.[1];
    return paper === undefined ? [] : [{ paper, cells: line.slice(2, -2).split(' | ').slice(1) }];
  });
}

/** The first of each cell: data, method, rate, batch, epochs, result. */
function claimsOf({ paper, cells: [data = '', method = '', settings = '', results = ''] }: Row): readonly Claim[] {
  const claim = (words: string): readonly Claim[] => {
    const [, fact, place] = /^(.*?) \(((?:#|arxiv:)[^\s)]+)(?: row \d+, column \d+)?\)$/.exec(words.trim()) ?? [];
    if (fact === undefined || place === undefined) return [];
    return [{ fact: `${paper}: ${fact}`, source: place.startsWith('#') ? `${paper}${place}` : place }];
  };
  const wanted = /^(?:optimizer|learning rate|batch size|epochs): /;
  return [
    ...data
      .split('; ')
      .slice(0, 1)
      .flatMap((words) => claim(`data: ${words}`)),
    ...claim(`method: ${method}`),
    ...settings
      .split('; ')
      .filter((words) => wanted.test(words))
      .flatMap(claim),
    ...results
      .split('; ')
      .slice(0, 1)
      .flatMap((words) => claim(`result: ${words}`)),
  ];
}

function quoteIn(text: string, paper: string): readonly Claim[] {
  const sentence = /(?:^|\n)((?:We|All|Models|Our|The) [^\n.]*\.)/.exec(text.slice(text.indexOf(paper)))?.[1];
  return sentence === undefined ? [] : [{ fact: `${paper}: quote: ${sentence}`, source: paper, quote: sentence }];
}

function resultsOf(message: ModelMessage): readonly string[] {
  return message.role === 'tool' ? message.results.map(({ content }) => content) : [];
}

function wordsOf(message: ModelMessage | undefined): string {
  return message?.role === 'user' ? message.parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n') : '';
}

function ending(
  request: ModelRequest,
  calls: readonly { readonly name: string; readonly input: unknown }[],
  text = '',
): readonly ModelEvent[] {
  const words = JSON.stringify([request.system, request.messages, request.tools]).length;
  const answer = text.length + JSON.stringify(calls).length;
  return [
    ...(text === '' ? [] : [{ type: 'text', text } as const]),
    ...calls.flatMap(({ name, input }, index): readonly ModelEvent[] => [
      { type: 'call', index, id: `c${request.messages.length}${index}`, name },
      { type: 'callArguments', index, json: JSON.stringify(input) },
    ]),
    {
      type: 'end',
      stop: calls.length === 0 ? 'end' : 'calls',
      usage: {
        inputTokens: Math.ceil(words / 4),
        outputTokens: Math.ceil(answer / 4),
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        isEstimated: false,
      },
    },
  ];
}
