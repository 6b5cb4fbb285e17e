import type { CallResult, ImagePart, ModelMessage, UserPart } from '../base/messages.ts';
import { isKept, type KeptImage, pictureName } from '../base/picture.ts';
import { formatModelId, type LanguageModel } from '../models/model.ts';
import type { SessionLog } from '../sessions/events.ts';

/** More pictures than this are not sent with one request: services refuse a hundred, and requests of 32 MB. */
const mostPictures = 20;
const mostBytes = 20 * 2 ** 20;
/** The oldest give way several at a time, so that the beginning of the next requests stays the same. */
const atOnce = 5;

export interface PictureSource {
  readonly log: Pick<SessionLog, 'getBlob'>;
  /** `describe_picture` is offered to a model that does not see. */
  hasEyes?(): boolean;
}

/** The pictures of a conversation as a request has them: their bytes for a model that sees, words in their place otherwise. */
export class SeenPictures {
  readonly #source: PictureSource;
  /** Who translates messages knows them again: the same message with the same pictures is the same object. */
  readonly #known = new WeakMap<ModelMessage, { readonly key: string; readonly message: ModelMessage }>();

  constructor(source: PictureSource) {
    this.#source = source;
  }

  async in(
    messages: readonly ModelMessage[],
    { id, capabilities }: Pick<LanguageModel, 'id' | 'capabilities'>,
  ): Promise<readonly ModelMessage[]> {
    const isBlind = capabilities?.images === false;
    let old = isBlind ? 0 : tooOld(messages.flatMap(picturesOf));
    const seen: ModelMessage[] = [];
    for (const message of messages) {
      const count = picturesOf(message).length;
      if (count === 0) {
        seen.push(message);
        continue;
      }
      const left = Math.min(old, count);
      old -= left;
      const key = isBlind ? `blind ${formatModelId(id)} ${this.#hasEyes}` : `${left}`;
      const known = this.#known.get(message);
      if (known?.key === key) {
        seen.push(known.message);
        continue;
      }
      const made = await this.#shown(message, left, isBlind ? formatModelId(id) : undefined);
      this.#known.set(message, { key, message: made });
      seen.push(made);
    }
    return seen;
  }

  get #hasEyes(): boolean {
    return this.#source.hasEyes?.() ?? false;
  }

  /** Without the first `left` of its pictures. `blind`: the model that does not see. */
  async #shown(message: ModelMessage, left: number, blind: string | undefined): Promise<ModelMessage> {
    let old = left;
    const shown = async (part: KeptImage): Promise<ImagePart | string> => {
      if (blind !== undefined) {
        const described = ` describe_picture ${JSON.stringify({ picture: pictureName(part.blob) })} has it described.`;
        return wordsFor(part, `${blind} does not see pictures.${this.#hasEyes ? described : ''}`);
      }
      if (old > 0) {
        old -= 1;
        return wordsFor(part, `Left out to save room; recall_output ${JSON.stringify({ call: pictureName(part.blob) })} shows it again.`);
      }
      try {
        const { blob: _, bytes: __, ...image } = part;
        return { ...image, data: Buffer.from(await this.#source.log.getBlob(part.blob)).toString('base64') };
      } catch {
        return wordsFor(part, 'Its file is missing.');
      }
    };
    if (message.role === 'user') {
      const parts: UserPart[] = [];
      for (const part of message.parts) {
        const said = isKept(part) ? await shown(part) : part;
        parts.push(typeof said === 'string' ? { type: 'text', text: said } : said);
      }
      return { ...message, parts };
    }
    if (message.role !== 'tool') return message;
    const results: CallResult[] = [];
    for (const { images: kept = [], ...result } of message.results) {
      const words: string[] = [];
      const images: ImagePart[] = [];
      for (const image of kept) {
        const said = isKept(image) ? await shown(image) : image;
        if (typeof said === 'string') words.push(said);
        else images.push(said);
      }
      const content = [result.content, ...words].join('\n');
      results.push({ ...result, content, ...(images.length === 0 ? {} : { images }) });
    }
    return { ...message, results };
  }
}

function picturesOf(message: ModelMessage): readonly KeptImage[] {
  if (message.role === 'user') return message.parts.filter(isKept);
  return message.role === 'tool' ? message.results.flatMap(({ images = [] }) => images.filter(isKept)) : [];
}

/** How many of them, from the oldest, are not sent. */
function tooOld(pictures: readonly KeptImage[]): number {
  let left = 0;
  let bytes = pictures.reduce((sum, picture) => sum + picture.bytes, 0);
  while (left < pictures.length && (pictures.length - left > mostPictures || bytes > mostBytes)) {
    for (const picture of pictures.slice(left, left + atOnce)) bytes -= picture.bytes;
    left += atOnce;
  }
  return Math.min(left, pictures.length);
}

function wordsFor({ label }: KeptImage, why: string): string {
  return `[Picture: ${label}. ${why}]`;
}
