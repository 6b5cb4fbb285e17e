import type { LanguageModel } from '../models/model.ts';
import type { PictureEyes } from '../tools/pictureEyes.ts';
import type { DescribeParts, PictureDescriber } from './pictureEyes.ts';

/** Whether the conversation needs another model to see; what asks that one is loaded with its first picture. */
export class Eyes implements PictureEyes {
  readonly #parts: DescribeParts;
  #isOffered = false;
  #describer: Promise<PictureDescriber> | undefined;

  constructor(parts: DescribeParts) {
    this.#parts = parts;
  }

  get isOffered(): boolean {
    return this.#isOffered;
  }

  /** Before each request of the conversation to its model. */
  async note({ capabilities, id }: LanguageModel): Promise<void> {
    if (this.#isOffered || capabilities?.images !== false || !hasPictures(this.#parts.log)) return;
    const other = await this.#parts.model().catch(() => undefined);
    const isAnother = other !== undefined && (other.id.provider !== id.provider || other.id.name !== id.name);
    this.#isOffered = isAnother && other.capabilities?.images === true;
  }

  async describe(...asked: Parameters<PictureEyes['describe']>): ReturnType<PictureEyes['describe']> {
    this.#describer ??= import('./pictureEyes.ts').then(({ PictureDescriber }) => new PictureDescriber(this.#parts));
    return await (await this.#describer).describe(...asked);
  }
}

function hasPictures({ events }: DescribeParts['log']): boolean {
  return events.some((event) => {
    if (event.type === 'tool.ended') return event.pictures !== undefined;
    return event.type === 'turn.started' && event.mentions.some(({ picture }) => picture !== undefined);
  });
}
