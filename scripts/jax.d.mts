/** The interpreter of the environment with JAX; made when it is missing. */
export function jaxPython(say?: (text: string) => void): Promise<string>;
