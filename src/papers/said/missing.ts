export function missingFrom(..._: readonly unknown[]): never[] { return []; }
