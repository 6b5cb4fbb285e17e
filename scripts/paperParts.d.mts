export const paperParts: RegExp;
