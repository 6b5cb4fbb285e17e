import { priceOf } from '../agent/modelPrice.ts';
import { settling } from '../agent/payment.ts';
import { contextText, priceText } from '../app/modelRows.ts';
import { createLedgerDoor } from '../app/spending.ts';
import { usualBudget } from '../app/usualLimits.ts';
import { PracticumError } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { createPermitAuthority } from '../base/permit.ts';
import type { Quote } from '../ledger/entries.ts';
import type { Ledger, Reservation } from '../ledger/ledger.ts';
import { dollarsAtMost, type MicroUsd } from '../ledger/money.ts';
import type { TokenPrice } from '../ledger/prices.ts';
import { modelQuote, usedByModel } from '../ledger/quote.ts';
import { ModelFailure } from '../models/errors.ts';
import { estimateRequestTokens } from '../models/estimate.ts';
import {
  type Capabilities,
  formatModelId,
  type LanguageModel,
  type ModelError,
  type ModelEvent,
  type ModelRequest,
} from '../models/model.ts';
import { type Probed, type ProbeOf, probeModel } from '../models/probe.ts';
import { trials } from '../models/tryOut.ts';
import type { CommonOptions } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';

/** One finding about a model, in words. */
interface Finding {
  readonly about: 'answers' | 'tools' | 'images' | 'context' | 'effort' | 'price';
  /** Undefined: nobody knows. */
  readonly isGood: boolean | undefined;
  readonly text: string;
}

export interface Checked {
  readonly model: LanguageModel;
  readonly of: ProbeOf;
  readonly home: string;
  /** The person agreed to what has no known price. */
  readonly isSure: boolean;
}

/**
 * What the endpoint says of the model, and a few small requests to it, promised in the ledger first. Fails where the agent could not work
 * with it. Throws `price` where nobody knows what they cost and nobody said yes, and CapReached.
 */
export async function checkModel({ model, of, home, isSure }: Checked, options: CommonOptions, output: Output): Promise<ExitCode> {
  const findings = await findingsOf(await payingFor(model, home, isSure, output), of, output.closed);
  for (const { about, isGood, text } of findings)
    output.out(options.json ? `${JSON.stringify({ about, isGood: isGood ?? null, text })}\n` : `${mark(isGood)} ${text}\n`);
  const isUsable = findings.every(({ about, isGood }) => isGood !== false || (about !== 'answers' && about !== 'tools'));
  return isUsable ? exitCode.done : exitCode.failed;
}

async function findingsOf(tried: LanguageModel, of: ProbeOf, signal: AbortSignal): Promise<readonly Finding[]> {
  try {
    const probed = await probeModel(of, signal, { tried });
    return [{ about: 'answers', isGood: true, text: 'It answers.' }, ...probedFindings(probed)];
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error;
    return [{ about: 'answers', isGood: false, text: failureText(error) }];
  }
}

function failureText({ message, hint }: ModelError): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

function microUsdIn(quote: Quote): MicroUsd {
  return quote.kind === 'priced' ? quote.microUsd : 0;
}

/** The same model, each of whose requests is promised and settled. */
async function payingFor(model: LanguageModel, home: string, isSure: boolean, output: Output): Promise<LanguageModel> {
  const price = await priceOf(model, output.closed);
  const name = formatModelId(model.id);
  if (price.kind === 'free' || price.kind === 'counted') return model;
  if (price.kind === 'unknown') {
    if (isSure) return model;
    throw new PracticumError('price', `What ${name} costs is not known.`, {
      hint: `${trials.length} requests of about ${mostTokens.toLocaleString('en')} tokens would be made. Add --yes to make them.`,
    });
  }
  const ledger = await createLedgerDoor({ home, budget: () => usualBudget }, createPermitAuthority())();
  const most = trials.reduce((sum, request) => sum + microUsdIn(quoteOf(price.price, request)), 0);
  output.err(`At most ${dollarsAtMost(most)} for ${trials.length} small requests to ${name}.\n`);
  const session = newId<SessionId>('se');
  return {
    ...known(model),
    stream: (request, signal) => paidStream(model, { ledger, session, price: price.price }, request, signal),
  };
}

interface Account {
  readonly ledger: Ledger;
  readonly session: SessionId;
  readonly price: TokenPrice;
}

async function* paidStream(
  model: LanguageModel,
  { ledger, session, price }: Account,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  const reserved: Reservation = await ledger.reserve({
    purpose: 'main',
    session,
    on: formatModelId(model.id),
    quote: quoteOf(price, request),
  });
  const payment = {
    release: () => reserved.release(),
    settle: (usage: Parameters<typeof usedByModel>[1]) => reserved.settle(usedByModel(price, usage), { isEstimated: usage.isEstimated }),
  };
  yield* settling(payment, request, model.stream(request, signal));
}

/** Tokenisers differ, and a picture is counted by each in its own way. */
const margin = 3;
const mostTokens = Math.max(...trials.map((request) => estimateRequestTokens(request) + request.maxOutputTokens));

function quoteOf(price: TokenPrice, request: ModelRequest): Quote {
  return modelQuote(price, Math.ceil(margin * estimateRequestTokens(request)), request.maxOutputTokens);
}

/** What becomes known with a request is the model's own. */
function known(model: LanguageModel): Omit<LanguageModel, 'stream'> {
  return {
    id: model.id,
    label: model.label,
    get contextTokens() {
      return model.contextTokens;
    },
    get capabilities(): Capabilities {
      return model.capabilities ?? { tools: undefined, images: undefined, contextTokens: undefined, efforts: undefined, source: 'unknown' };
    },
  };
}

function probedFindings({ capabilities: { tools, images, contextTokens, efforts }, price }: Probed): readonly Finding[] {
  return [
    {
      about: 'tools',
      isGood: tools,
      text:
        tools === undefined
          ? 'Whether it calls tools is unknown.'
          : tools
            ? 'It calls tools.'
            : 'It calls no tools: it could talk, and would read, change and run nothing. Choose another one.',
    },
    {
      about: 'context',
      isGood: contextTokens === undefined ? undefined : contextTokens >= leastContext,
      text:
        contextTokens === undefined
          ? 'How much it takes at once is unknown; refusals will teach it.'
          : `${contextText(contextTokens)}${contextTokens < leastContext ? `: less than the ${leastContext.toLocaleString('en')} tokens that the agent works well with` : ''}.`,
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
    ...(price === undefined
      ? []
      : [{ about: 'price', isGood: true, text: `Its endpoint lists ${priceText(price)}, for a million tokens.` } as const]),
  ];
}

/** Instructions and tools take about half of it. */
const leastContext = 32_000;

function mark(isGood: boolean | undefined): string {
  return isGood === undefined ? '?' : isGood ? '✓' : '✗';
}
