import { pricesDate, publishedPrice } from '../ledger/prices.ts';
import { catalogue, catalogueDate } from '../models/catalogue.ts';
import type { ListedModel, Listing } from '../models/choiceListing.ts';
import { services } from '../models/choiceServices.ts';
import { isNearby } from '../models/errors.ts';
import type { ListedPrice, ProviderId } from '../models/model.ts';

/** Where models are asked for. */
export interface ModelsAt {
  readonly provider: Exclude<ProviderId, 'editor'>;
  readonly baseUrl: string;
  /** `Hugging Face`, `gateway.example`. */
  readonly label: string;
  /** What the settings name for the provider: there, `provider/name` is enough. */
  readonly configuredUrl: string;
}

/** One model that can be chosen. What nobody says is undefined, and shown as unknown. */
export interface ModelRow {
  /** As it is written into a setting or behind `--model`. */
  readonly choice: string;
  readonly name: string;
  readonly at: string;
  /** Tokens of request and answer together. */
  readonly contextTokens: number | undefined;
  /** US dollars for a million tokens; `free` on this machine and its network; `counted`: by requests, by whoever provides it. */
  readonly price: ListedPrice | 'free' | 'counted' | undefined;
  readonly tools: boolean | undefined;
  readonly images: boolean | undefined;
  /** A router’s: each with what it takes. */
  readonly providers: ListedModel['providers'];
  /** Who said so, and when. */
  readonly source: string;
}

/** What an endpoint lists, with published contexts and prices where it says none; what is known without it where it has no list. */
export function rowsOf(at: ModelsAt, listing: Listing, now: Date): readonly ModelRow[] {
  if (listing.kind === 'listed') return listing.models.map((model) => listedRow(at, model, now));
  const isOwn = URL.parse(at.baseUrl)?.host === URL.parse(services.find(({ id }) => id === at.provider)?.baseUrl ?? '')?.host;
  if (!isOwn) return [];
  return catalogue.filter(({ provider }) => provider === at.provider).map(({ name }) => listedRow(at, unlisted(name), undefined));
}

function unlisted(name: string): ListedModel {
  return { name, contextTokens: undefined, price: undefined, tools: undefined, images: undefined, providers: [] };
}

function listedRow(at: ModelsAt, model: ListedModel, listedOn: Date | undefined): ModelRow {
  const { name, tools, images, providers } = model;
  const known = isPublic(at) ? catalogue.find((entry) => entry.provider === at.provider && entry.name === name) : undefined;
  const published = publishedPrice(at.provider, name, at.baseUrl);
  const isFree = isNearby(at.baseUrl);
  const contextTokens = model.contextTokens ?? known?.contextTokens;
  const sources = [
    ...(listedOn === undefined ? [] : [`listed by ${at.label} on ${dayOf(listedOn)}`]),
    ...(known !== undefined && model.contextTokens === undefined ? [`catalogue of ${catalogueDate}`] : []),
    ...(model.price === undefined && !isFree && published !== undefined ? [`prices published on ${pricesDate}`] : []),
  ];
  return {
    choice: choiceAt(at, name),
    name,
    at: at.label,
    contextTokens,
    price: isFree ? 'free' : (model.price ?? published),
    tools,
    images,
    providers,
    source: sources.join('; '),
  };
}

/** The catalogue is of the providers' own services. */
function isPublic({ provider, baseUrl }: ModelsAt): boolean {
  return URL.parse(baseUrl)?.host === URL.parse(services.find(({ id }) => id === provider)?.baseUrl ?? '')?.host;
}

/** The shortest name that leads to this endpoint whatever else is set later, but for the provider's configured one. */
export function choiceAt(
  { provider, baseUrl, configuredUrl }: Pick<ModelsAt, 'provider' | 'baseUrl' | 'configuredUrl'>,
  name: string,
): string {
  const service = services.find((known) => known.baseUrl === baseUrl);
  if (service !== undefined && service.id !== service.provider) return `${service.id}/${name}`;
  if (baseUrl === configuredUrl) return `${provider}/${name}`;
  return `${provider}/${name}@${baseUrl}`;
}

/** By which rule or provider a router answers: part of the name, before an address. */
export function routedChoice(choice: string, by: string): string {
  return choice.replace(/(?=@https?:\/\/)|$/, () => `:${by}`);
}

/** What is listed of a choice; of one by a rule or provider, what its model is listed with. Undefined: it is not listed. */
export function rowOfChoice(rows: readonly ModelRow[], choice: string): ModelRow | undefined {
  const listed = rows.find((row) => row.choice === choice);
  if (listed !== undefined) return listed;
  const { base, by = '', url = '' } = /^(?<base>.+):(?<by>[^:/@]+)(?<url>@https?:\/\/.+)?$/.exec(choice)?.groups ?? {};
  const row = rows.find((one) => one.choice === `${base}${url}` && one.providers.length > 0);
  if (row === undefined) return undefined;
  const alone = row.providers.find(({ name }) => name === by);
  const name = `${row.name}:${by}`;
  if (alone === undefined) return { ...row, choice, name, providers: [] };
  const { tools, price, contextTokens = row.contextTokens } = alone;
  return { ...row, choice, name, providers: [], tools, contextTokens, price: row.price === 'free' ? row.price : price };
}

/** `128k context`; unknown is said. */
export function contextText(tokens: number | undefined): string {
  if (tokens === undefined) return 'context unknown';
  if (tokens >= 1_000_000) return `${Number((tokens / 1_000_000).toFixed(2))}M context`;
  return `${tokens >= 10_000 ? Math.round(tokens / 1_000) : Number((tokens / 1_000).toFixed(1))}k context`;
}

/** `$2 in, $10 out`: for a million tokens. */
export function priceText(price: ModelRow['price']): string {
  if (price === undefined) return 'price unknown';
  if (price === 'free') return 'free';
  if (price === 'counted') return 'by request';
  if (price.input === 0 && price.output === 0) return 'free';
  return `$${amount(price.input)} in, $${amount(price.output)} out`;
}

/** What it can do beside words: `tools, images`, `no tools`; what is unknown is left out but for both. */
export function abilityText({ tools, images }: Pick<ModelRow, 'tools' | 'images'>): string {
  if (tools === undefined && images === undefined) return 'tools and images unknown';
  const parts = [
    tools === undefined ? 'tools unknown' : tools ? 'tools' : 'no tools',
    ...(images === undefined ? [] : [images ? 'images' : 'no images']),
  ];
  return parts.join(', ');
}

function amount(usd: number): string {
  return String(Number(usd.toFixed(usd < 1 ? 3 : 2)));
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
