export function contradictionsIn(..._: readonly unknown[]): never[] { return []; }
