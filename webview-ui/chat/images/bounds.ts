/** As in `base/picture.ts`, which says why; a test holds both to the same. */
export const maxPictureBytes = 3_932_160;
export const maxPicturePixels = 8_000;
