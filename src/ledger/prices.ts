import type { MicroUsd } from './money.ts';

/** US dollars for a million tokens, which is millionths of a dollar for one. */
export interface TokenRates {
  readonly input: number;
  readonly output: number;
  /** Undefined: as any other input. */
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
}

export interface TokenPrice extends TokenRates {
  /** A request with a longer prompt costs this, all of it. */
  readonly long?: TokenRates & { readonly aboveTokens: number };
}

/** When the two tables below were compared with what the providers publish. */
export const pricesDate = '2026-11-21';

const long = (aboveTokens: number, rates: TokenRates): Pick<TokenPrice, 'long'> => ({ long: { aboveTokens, ...rates } });

/**
 * Published prices of the providers' own endpoints, from platform.claude.com/docs/en/about-claude/pricing (cache writes for five minutes,
 * as they are asked for) and developers.openai.com/api/docs/pricing (standard processing). A model that is not here has no known price:
 * none is ever guessed from a name that is alike.
 */
const anthropic: Readonly<Record<string, TokenPrice>> = {
  'claude-fable-5-1': { input: 10, output: 50, cacheRead: 0.25, cacheWrite: 12.5 },
  'claude-opus-5-5': { input: 4, output: 20, cacheRead: 0.2, cacheWrite: 5 },
  'claude-sonnet-5-5': { input: 2, output: 10, cacheRead: 0.1, cacheWrite: 2.5 },
  'claude-haiku-5-5': {
    input: 0.1,
    output: 0.5,
    cacheRead: 0.01,
    cacheWrite: 0.125,
    ...long(100_000, { input: 0.5, output: 2.5, cacheRead: 0.05, cacheWrite: 0.625 }),
  },
  'claude-opus-5': { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 },
  'claude-sonnet-5': { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 },
  'claude-opus-4-6': { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 },
  'claude-sonnet-4-6': { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
  'claude-haiku-4-5': { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 },
};

const openai: Readonly<Record<string, TokenPrice>> = {
  'gpt-6.1-sol': {
    input: 2,
    output: 10,
    cacheRead: 0.1,
    cacheWrite: 2.5,
    ...long(272_000, { input: 4, output: 15, cacheRead: 0.2, cacheWrite: 5 }),
  },
  'gpt-6-sol': {
    input: 2,
    output: 10,
    cacheRead: 0.2,
    cacheWrite: 2.5,
    ...long(272_000, { input: 4, output: 15, cacheRead: 0.4, cacheWrite: 5 }),
  },
  'gpt-6-luna': {
    input: 0.1,
    output: 0.5,
    cacheRead: 0.01,
    cacheWrite: 0.125,
    ...long(272_000, { input: 0.2, output: 0.75, cacheRead: 0.02, cacheWrite: 0.25 }),
  },
  'gpt-5.2': { input: 1.75, output: 14, cacheRead: 0.175 },
  'gpt-5-mini': { input: 0.25, output: 2, cacheRead: 0.025 },
  'gpt-4.1': { input: 2, output: 8, cacheRead: 0.5 },
  'gpt-4o': { input: 2.5, output: 10, cacheRead: 1.25 },
};

const published: Readonly<Record<string, Readonly<Record<string, TokenPrice>>>> = {
  'anthropic api.anthropic.com': anthropic,
  'openai api.openai.com': openai,
};

/** The published price of a model at its provider's own endpoint, by exact name; undefined anywhere else. */
export function publishedPrice(provider: string, name: string, endpoint: string): TokenPrice | undefined {
  const table = published[`${provider} ${URL.parse(endpoint)?.host ?? ''}`];
  return table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
}

/**
 * US dollars an hour of Hugging Face Jobs hardware, from huggingface.co/docs/hub/jobs-pricing as of August 2026. Only for when
 * `GET /api/jobs/hardware` cannot be had: what it lists goes first.
 */
export const hardwareDate = '2026-08';
const jobsUsdPerHour: Readonly<Record<string, number>> = {
  'cpu-basic': 0.01,
  'cpu-upgrade': 0.03,
  'cpu-xl': 1,
  'cpu-performance': 1.9,
  't4-small': 0.4,
  't4-medium': 0.6,
  l4x1: 0.8,
  l4x4: 3.8,
  l40sx1: 1.8,
  l40sx4: 8.3,
  l40sx8: 23.5,
  'a10g-small': 1,
  'a10g-large': 1.5,
  'a10g-largex2': 3,
  'a10g-largex4': 5,
  'a100-large': 2.5,
  a100x4: 10,
  a100x8: 20,
  h200: 5,
  h200x2: 10,
  h200x4: 20,
  h200x8: 40,
  'rtx-pro-6000': 2.75,
  'rtx-pro-6000x2': 5.5,
  'rtx-pro-6000x4': 11,
  'rtx-pro-6000x8': 22,
};

/** All of it, with its date. */
export function listedHardware(): { readonly date: string; readonly flavors: Readonly<Record<string, MicroUsd>> } {
  const flavors = Object.entries(jobsUsdPerHour).map(([flavor, usd]) => [flavor, Math.round(usd * 1_000_000)] as const);
  return { date: hardwareDate, flavors: Object.fromEntries(flavors) };
}

/** Undefined for hardware that is not listed: it is asked about, never guessed. */
export function fallbackPricePerHour(flavor: string): MicroUsd | undefined {
  const usd = Object.hasOwn(jobsUsdPerHour, flavor) ? jobsUsdPerHour[flavor] : undefined;
  return usd === undefined ? undefined : Math.round(usd * 1_000_000);
}
