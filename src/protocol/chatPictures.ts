/** What the chat's page and its host say to each other about pictures. Bytes travel in base64, in messages of less than a hundred kilobytes. */
export interface PictureRefused {
  readonly type: 'pictureRefused';
  readonly id: string;
  /** Why, and the next step. */
  readonly text: string;
}

/** A piece of a picture’s bytes in base64; the pieces come in order. `total`: of all bytes. */
export interface PictureData {
  readonly type: 'pictureData';
  readonly blob: string;
  readonly mediaType: string;
  readonly total: number;
  readonly data: string;
}

/** It cannot be shown. */
export interface PictureGone {
  readonly type: 'pictureGone';
  readonly blob: string;
}

/** Whether the model that is chosen now sees pictures. */
export interface Sight {
  readonly type: 'sight';
  readonly model: string;
  readonly sees: boolean;
  /** Another one that describes them to it. */
  readonly describer?: string;
}

export type PictureToChat = PictureRefused | PictureData | PictureGone | Sight;

export type PictureToHost =
  /** A piece of a picture in base64; the pieces come in order. `total`: of all bytes. The answer is `pictureAdded` or `pictureRefused`. */
  | { readonly type: 'addPicture'; readonly id: string; readonly name: string; readonly total: number; readonly data: string }
  /** A file that was chosen and may be a picture. */
  | { readonly type: 'readPicture'; readonly path: string }
  /** Asks the person for the files of pictures. */
  | { readonly type: 'choosePictures' }
  /** Dropped from the explorer: addresses of files. */
  | { readonly type: 'dropFiles'; readonly uris: readonly string[] }
  | { readonly type: 'loadPicture'; readonly blob: string }
  | { readonly type: 'openPicture'; readonly blob: string; readonly path: string }
  | { readonly type: 'askSight' };
