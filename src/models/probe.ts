import { firstKnown } from './capabilities.ts';
import { inCatalogue } from './catalogue.ts';
import { keyHeaders, type ListedAt, readJson } from './choiceListing.ts';
import { isNearby } from './errors.ts';
import { type Listed, listedEntry, listedModel } from './listedModel.ts';
import type { Capabilities, LanguageModel, ListedPrice } from './model.ts';
import { listedByStudio, propsOfLlama, shownByOllama } from './serverDetails.ts';
import { tryOut } from './tryOut.ts';

export interface ProbeOf extends ListedAt {
  readonly name: string;
  readonly apiKey?: string;
}

export interface Probed {
  readonly capabilities: Capabilities;
  /** As the endpoint lists it. */
  readonly price: ListedPrice | undefined;
}

const patienceMs = 8_000;

/**
 * What a model can do. The endpoint's own listing is asked first, then, of a server nearby, what it says at its own addresses, and the dated
 * catalogue last. `tried`: the model itself, for the few requests of `trials` behind the listing, which may cost: whoever asks for that has
 * promised the money before. Rejects only with what a trial was refused for; what nobody says stays undefined.
 */
export async function probeModel(of: ProbeOf, signal: AbortSignal, options: { readonly tried?: LanguageModel } = {}): Promise<Probed> {
  const ask: Ask = (path, body) => askAt(of, path, body, signal);
  const listed = of.provider === 'anthropic' ? await listedByAnthropic(of, ask) : listedModel(await ask(`${of.baseUrl}/models`), of.name);
  const details = of.provider === 'openai' && isNearby(of.baseUrl) ? await detailsOf(of, ask) : undefined;
  const bundled = inCatalogue(of);
  const said = firstKnown(
    details === undefined ? undefined : { ...details, source: 'listed' },
    listed === undefined ? undefined : { ...listed, source: 'listed' },
    bundled === undefined ? undefined : { ...bundled, source: 'catalogue' },
  );
  const price = listed?.price;
  if (options.tried === undefined) return { capabilities: said, price };
  return { capabilities: firstKnown(await tryOut(options.tried, said, signal), said), price };
}

/** Answers undefined for whatever cannot be had. */
type Ask = (url: string, body?: unknown) => Promise<unknown>;

async function askAt({ provider, apiKey }: ProbeOf, url: string, body: unknown, signal: AbortSignal): Promise<unknown> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  const answer = await readJson(url, keyHeaders(provider, apiKey), limit, body).catch(() => undefined);
  signal.throwIfAborted();
  return answer === 'refused' ? undefined : answer;
}

async function listedByAnthropic({ baseUrl, name }: ProbeOf, ask: Ask): Promise<Listed | undefined> {
  return listedEntry(await ask(`${baseUrl}/v1/models/${encodeURIComponent(name)}`));
}

/** Only at the address that was given: whatever else listens on this machine is asked nothing. */
async function detailsOf({ baseUrl, name }: ProbeOf, ask: Ask): Promise<Omit<Listed, 'price'> | undefined> {
  const root = baseUrl.replace(/\/v1\/?$/, '');
  const shown = shownByOllama(await ask(`${root}/api/show`, { model: name }));
  if (shown !== undefined) return shown;
  const studio = listedByStudio(await ask(`${root}/api/v1/models`), name) ?? listedByStudio(await ask(`${root}/api/v0/models`), name);
  return studio ?? propsOfLlama(await ask(`${root}/props`));
}
