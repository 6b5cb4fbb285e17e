export const laterParts: RegExp;
