/** The part of picomatch that is used here; the package brings no types. */
declare module 'picomatch' {
  interface Options {
    readonly dot?: boolean;
    /** A pattern without a slash matches the name at any depth. */
    readonly basename?: boolean;
  }
  const picomatch: (glob: string, options?: Options) => (path: string) => boolean;
  export = picomatch;
}
