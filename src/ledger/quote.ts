import type { Usage } from '../base/messages.ts';
import type { Quote, Used } from './entries.ts';
import { dollars, type MicroUsd } from './money.ts';
import type { TokenPrice, TokenRates } from './prices.ts';

/** What a request to a model costs at most: its prompt at the dearest kind of input, and the longest answer that it allows. */
export function modelQuote(price: TokenPrice, mostPromptTokens: number, maxOutputTokens: number): Quote {
  const rates = ratesFor(price, mostPromptTokens);
  const input = Math.max(rates.input, rates.cacheWrite ?? 0);
  return { kind: 'priced', microUsd: Math.ceil(mostPromptTokens * input + maxOutputTokens * rates.output) };
}

/** What a response really came to. `price` is undefined where only tokens are counted. */
export function usedByModel(price: TokenPrice | undefined, usage: Usage): Used {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage;
  const prompt = inputTokens + cacheReadTokens + cacheWriteTokens;
  const tokens = prompt + outputTokens;
  if (price === undefined) return { microUsd: 0, tokens };
  const { input, output, cacheRead = input, cacheWrite = input } = ratesFor(price, prompt);
  const microUsd = Math.ceil(inputTokens * input + cacheReadTokens * cacheRead + cacheWriteTokens * cacheWrite + outputTokens * output);
  return { microUsd, tokens };
}

function ratesFor(price: TokenPrice, promptTokens: number): TokenRates {
  return price.long !== undefined && promptTokens > price.long.aboveTokens ? price.long : price;
}

/** A machine for a time. */
export interface MachineQuote {
  readonly quote: Extract<Quote, { readonly kind: 'priced' }>;
  /** In words, for the effect and the reservation: `90 min × a10g-small $1.00/h`. */
  readonly on: string;
  /** How long it may run for that. */
  readonly limitMs: number;
}

const hourMs = 3_600_000;

/** Price × time limit. Machines are paid by the minute begun. `marginMs`: what is paid beside its limit, while it starts and ends. */
export function machineQuote(flavor: string, pricePerHour: MicroUsd, limitMs: number, marginMs = 0): MachineQuote {
  const minutes = Math.ceil(limitMs / 60_000);
  const more = Math.ceil(marginMs / 60_000);
  const microUsd = Math.ceil((pricePerHour * (minutes + more)) / 60);
  const time = more === 0 ? `${minutes} min` : `${minutes} + ${more} min to start and end`;
  return { quote: { kind: 'priced', microUsd }, on: `${time} × ${flavor} ${dollars(pricePerHour)}/h`, limitMs };
}

/** What a machine really came to. */
export function usedByMachine(pricePerHour: MicroUsd, ranMs: number): Used {
  return { microUsd: Math.ceil((pricePerHour * Math.ceil((ranMs / hourMs) * 60)) / 60), tokens: 0 };
}
