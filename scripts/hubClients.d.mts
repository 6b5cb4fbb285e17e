/** The interpreter of the environment with the official client of the Hub; made when it is missing. */
export function hubPython(say?: (text: string) => void): Promise<string>;
