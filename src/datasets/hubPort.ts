import { PracticumError } from '../base/errors.ts';
import type { ByteSource } from './bytes.ts';

/** What this room needs of Hugging Face. `app` makes it of the client. */
export interface HubData {
  /** The viewer’s JSON: `/splits?dataset=…`. Throws ViewerRefused. */
  viewer(path: string, query: Readonly<Record<string, string | number | undefined>>, signal: AbortSignal): Promise<unknown>;
  /** JSON of the Hub itself: `/api/datasets/ada/pairs`. Throws what the client throws. */
  api(path: string, query: Readonly<Record<string, string | boolean | undefined>>, signal: AbortSignal): Promise<unknown>;
  /** A file of a repository by its address, in ranges. Throws for an address that is not the Hub’s. */
  file(url: string, signal: AbortSignal): Promise<ByteSource>;
  /** The address of a file of a data set. */
  addressOf(id: string, revision: string, path: string): string;
}

/** The viewer has no answer. `isNotReady`: it is still computing one. */
export class ViewerRefused extends PracticumError {
  readonly status: number;
  readonly isNotReady: boolean;

  constructor(message: string, status: number, isNotReady: boolean, cause: unknown) {
    super('dataset-viewer', message, {
      hint: isNotReady
        ? 'The Hub is still preparing this data set. Try again in a few minutes.'
        : 'Check the name, its configuration and its split.',
      cause,
    });
    this.status = status;
    this.isNotReady = isNotReady;
  }
}
