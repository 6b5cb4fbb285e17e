import { contextText } from '../app/modelRows.ts';
import type { LanguageModel, ModelError, ModelRequest } from '../models/model.ts';
import type { CommonOptions } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';

/** One finding about a model, in words. */
interface Finding {
  readonly about: 'answers' | 'tools' | 'images' | 'context' | 'effort';
  /** Undefined: nobody knows. */
  readonly isGood: boolean | undefined;
  readonly text: string;
}

const request: ModelRequest = {
  system: 'You check whether tools can be called. Answer with a call of the tool `ready` and nothing else.',
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Call the tool `ready` with the word “yes”.' }] }],
  tools: [
    {
      name: 'ready',
      description: 'Says that the model can call tools.',
      inputSchema: { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] },
    },
  ],
  maxOutputTokens: 1_024,
};

/** One small request, which costs what such a request costs, and what the model’s endpoint says of it. Fails where the agent could not work with it. */
export async function checkModel(model: LanguageModel, options: CommonOptions, output: Output): Promise<ExitCode> {
  const outcome = await ask(model, output.closed);
  const findings = [...answerFindings(outcome), ...knownFindings(model)];
  for (const { about, isGood, text } of findings)
    output.out(options.json ? `${JSON.stringify({ about, isGood: isGood ?? null, text })}\n` : `${mark(isGood)} ${text}\n`);
  const isUsable = findings.every(({ about, isGood }) => isGood !== false || (about !== 'answers' && about !== 'tools'));
  return isUsable ? exitCode.done : exitCode.failed;
}

type Outcome = { readonly kind: 'called' | 'talked' } | { readonly kind: 'failed'; readonly error: ModelError };

async function ask(model: LanguageModel, signal: AbortSignal): Promise<Outcome> {
  let isCalled = false;
  for await (const event of model.stream(request, signal)) {
    if (event.type === 'call' && event.name === 'ready') isCalled = true;
    if (event.type === 'failed') return { kind: 'failed', error: event.error };
  }
  return { kind: isCalled ? 'called' : 'talked' };
}

function answerFindings(outcome: Outcome): readonly Finding[] {
  switch (outcome.kind) {
    case 'called':
      return [
        { about: 'answers', isGood: true, text: 'It answers.' },
        { about: 'tools', isGood: true, text: 'It calls tools.' },
      ];
    case 'talked':
      return [
        { about: 'answers', isGood: true, text: 'It answers.' },
        {
          about: 'tools',
          isGood: false,
          text: 'It was asked to call a tool and only talked: it may not be able to, and could then read and change nothing. Choose another one, or try again.',
        },
      ];
    case 'failed': {
      const { message, hint } = outcome.error;
      return [{ about: 'answers', isGood: false, text: hint === undefined ? message : `${message} ${hint}` }];
    }
  }
}

/** What became known with the request, or was known before. */
function knownFindings({ capabilities, contextTokens }: LanguageModel): readonly Finding[] {
  const tokens = contextTokens ?? capabilities?.contextTokens;
  const images = capabilities?.images;
  const efforts = capabilities?.efforts;
  return [
    {
      about: 'context',
      isGood: tokens === undefined ? undefined : tokens >= leastContext,
      text:
        tokens === undefined
          ? 'How much it takes at once is unknown; refusals will teach it.'
          : `${contextText(tokens)}${tokens < leastContext ? `: less than the ${leastContext.toLocaleString('en')} tokens that the agent can work with` : ''}.`,
    },
    {
      about: 'images',
      isGood: images,
      text: images === undefined ? 'Whether it sees pictures is unknown.' : images ? 'It sees pictures.' : 'It does not see pictures.',
    },
    {
      about: 'effort',
      isGood: efforts === undefined ? undefined : efforts.length > 0,
      text:
        efforts === undefined
          ? 'Which reasoning efforts it takes is unknown.'
          : efforts.length === 0
            ? 'It takes no reasoning effort.'
            : `Reasoning efforts: ${efforts.join(', ')}.`,
    },
  ];
}

/** Instructions and tools take about half of it. */
const leastContext = 32_000;

function mark(isGood: boolean | undefined): string {
  return isGood === undefined ? '?' : isGood ? '✓' : '✗';
}
