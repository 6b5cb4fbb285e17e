/** The interpreter of the environment with real training frameworks; made when it is missing. */
export function frameworksPython(say?: (text: string) => void): Promise<string>;
