import type { ImagePart, ModelMessage } from '../base/messages.ts';
import { HttpRefusal } from './guardedFetch.ts';
import type { ModelRequest } from './model.ts';
import { ReportedError, type WireError, wireErrorOfRefusal } from './wireError.ts';

/** Which pictures a model is shown: one that its service refused (too large, broken, one too many) is said in words from then on. */
export class ShownPictures {
  readonly #refused = new Set<string>();

  isShown({ data }: ImagePart): boolean {
    return !this.#refused.has(data);
  }

  /** Answers whether the request held pictures that were shown until now. */
  leaveOut({ messages }: ModelRequest): boolean {
    const shown = messages.flatMap(imagesOf).filter((image) => this.isShown(image));
    for (const { data } of shown) this.#refused.add(data);
    return shown.length > 0;
  }
}

function imagesOf(message: ModelMessage): readonly ImagePart[] {
  if (message.role === 'user') return message.parts.filter((part) => part.type === 'image');
  return message.role === 'tool' ? message.results.flatMap(({ images }) => images ?? []) : [];
}

export function holdsPictures({ messages }: ModelRequest): boolean {
  return messages.some((message) => imagesOf(message).length > 0);
}

/** Statuses with which services refuse what is in a request; OpenRouter says 404, llama.cpp and Ollama 500. */
const refusing: ReadonlySet<number> = new Set([400, 404, 413, 415, 422, 500, 501]);

/** The words of a refusal that is about pictures; undefined of any other failure. */
export function refusalOfPictures(error: unknown): string | undefined {
  const said = saidIn(error);
  if (said === undefined) return undefined;
  const { text = '', param = '', names } = said;
  const words = [text, param, ...names.map((name) => name.replaceAll('_', ' '))].join(' ');
  return namesPictures.test(words) || saysThatItDoesNotSee(words) ? words : undefined;
}

/** Before the answer or, of some services, in the place of one. */
function saidIn(error: unknown): WireError | undefined {
  if (error instanceof ReportedError) return error.report;
  const refusal = error instanceof Error ? error.cause : undefined;
  return refusal instanceof HttpRefusal && refusing.has(refusal.status) ? wireErrorOfRefusal(refusal, 0) : undefined;
}

const namesPictures = /\bimages?\b|image[_-]?(url|input|data)|\bpictures?\b|\bvision\b|multi-?modal|mmproj/i;

/**
 * OpenAI (“image_url is only supported by certain models”), OpenRouter (“No endpoints found that support image input”), vLLM (“is not a
 * multimodal model”, “At most 0 image(s)”), llama.cpp (“image input is not supported … mmproj”), LM Studio (“does not support images”), Ollama
 * (“missing data required for image input”), DeepSeek (“unknown variant `image_url`, expected `text`”), Groq (“content must be a string”).
 */
const inabilities: readonly RegExp[] = [
  /(not|n't|no endpoints? found that|only) (currently )?support(s|ed|ing)?\b.{0,60}(image|vision|multi-?modal)/i,
  /(image|vision|multi-?modal).{0,60}(not|n't|only|un) ?(currently )?(be )?(support|allowed|available|accepted|enabled)/i,
  /not (a )?(multi-?modal|vision)/i,
  /at most 0 image/i,
  /mmproj|required for image input/i,
  /unknown variant `?image/i,
  /content.{0,40}(must|should|expected|has) (to )?(be )?(a )?(valid )?string|unmarshal array into/i,
];

/** Whether a refusal says that the model takes no pictures at all, rather than not this one. */
export function saysThatItDoesNotSee(refusal: string): boolean {
  return (
    inabilities.some((wording) => wording.test(refusal)) && !/format|media.?type|mime|size|pixels|dimension|larger|exceed/i.test(refusal)
  );
}
