/** The part of WebAssembly that is used here: Node's types have none of it. */
declare var WebAssembly:
  | {
      readonly validate: (code: Uint8Array) => boolean;
      readonly Module: new (code: Uint8Array<ArrayBuffer>) => object;
      readonly Instance: new (
        module: object,
        imports: object,
      ) => { readonly exports: { readonly run: (from: number, end: number) => number } };
      readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => { readonly buffer: ArrayBuffer };
      readonly CompileError: new () => Error;
    }
  | undefined;
