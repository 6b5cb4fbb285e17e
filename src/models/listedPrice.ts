import * as z from 'zod';
import type { ListedPrice } from './model.ts';

const perMillion = z.number().nonnegative();
/** OpenRouter: US dollars for one token, as text. */
const perToken = z.string().regex(/^\d+(\.\d+)?(e-?\d+)?$/i);
const tokensInMillion = 1_000_000;

const listed = z.object({
  id: z.string(),
  pricing: z
    .object({
      prompt: perToken,
      completion: perToken,
      input_cache_read: perToken.optional(),
      input_cache_write: perToken.optional(),
    })
    .nullish()
    .catch(undefined),
  /** The Hugging Face router: who serves it, and what each of them takes. */
  providers: z
    .array(
      z.object({
        provider: z.string(),
        status: z.string().optional(),
        is_free: z.boolean().optional(),
        pricing: z.object({ input: perMillion, output: perMillion }).optional().catch(undefined),
      }),
    )
    .nullish()
    .catch(undefined),
});
const listing = z.object({ data: z.array(z.unknown()) });

/**
 * What a model costs by what `GET /models` of its own endpoint says; undefined where it does not say. Of several providers among which a
 * router chooses, the dearest counts; when one of them names no price, none is known.
 */
export function listedPriceIn(body: unknown, name: string): ListedPrice | undefined {
  const models = (listing.safeParse(body).data?.data ?? []).flatMap((entry) => listed.safeParse(entry).data ?? []);
  const [base = name, chosen] = name.split(/:(?=[^:/]*$)/);
  const model = models.find(({ id }) => id === name) ?? models.find(({ id }) => id === base);
  if (model === undefined) return undefined;
  if (model.pricing) return ofTokens(model.pricing);
  const live = (model.providers ?? []).filter(({ status }) => status === undefined || status === 'live');
  const asked = live.filter(({ provider }) => provider === chosen);
  const able = asked.length > 0 ? asked : live;
  const prices = able.map(({ is_free, pricing }) => (is_free === true ? { input: 0, output: 0 } : pricing));
  if (prices.length === 0) return undefined;
  return prices.reduce((dearest, price) =>
    dearest === undefined || price === undefined
      ? undefined
      : { input: Math.max(dearest.input, price.input), output: Math.max(dearest.output, price.output) },
  );
}

function ofTokens({
  prompt,
  completion,
  input_cache_read: read,
  input_cache_write: write,
}: {
  readonly prompt: string;
  readonly completion: string;
  readonly input_cache_read?: string | undefined;
  readonly input_cache_write?: string | undefined;
}): ListedPrice {
  return {
    input: Number(prompt) * tokensInMillion,
    output: Number(completion) * tokensInMillion,
    ...(read === undefined ? {} : { cacheRead: Number(read) * tokensInMillion }),
    ...(write === undefined ? {} : { cacheWrite: Number(write) * tokensInMillion }),
  };
}
