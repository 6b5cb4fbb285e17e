/** The interpreter of the environment that tests and the demonstration train with; made when it is missing. */
export function testPython(say?: (text: string) => void): Promise<string>;
