export function notationOf(..._: readonly unknown[]): never[] { return []; }
