/**
 * Writes WebAssembly modules in the binary format (WebAssembly Core Specification 2.0, chapter 5): the few instructions that are used
 * here, each a function from the code of its operands to its own.
 */

/** Bytes, in order. It leaves a value where it is an expression, none where it is a statement. */
export type Code = readonly (number | Code)[];

const valueTypes = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const;
type ValueType = keyof typeof valueTypes;

/** LEB128. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const rest = value >> 7;
  const isLast = rest === ((value & 0x40) === 0 ? 0 : -1);
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, signed(rest)];
}

function double(value: number): Code {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value, true);
  return [...new Uint8Array(view.buffer)];
}

type Unary = (operand: Code) => Code;
type Binary = (left: Code, right: Code) => Code;
/** `offset` is added to the address. Any alignment will do. */
type Load = (address: Code, offset?: number) => Code;
type Store = (address: Code, value: Code, offset?: number) => Code;

function unary(...opcode: Code): Unary {
  return (operand) => [operand, opcode];
}

function binary(...opcode: Code): Binary {
  return (left, right) => [left, right, opcode];
}

function load(...opcode: Code): Load {
  return (address, offset = 0) => [address, opcode, 0, unsigned(offset)];
}

function store(opcode: number): Store {
  return (address, value, offset = 0) => [address, value, opcode, 0, unsigned(offset)];
}

export const i32 = {
  const: (value: number): Code => [0x41, signed(value)],
  load: load(0x28),
  load8: load(0x2d),
  store: store(0x36),
  isZero: unary(0x45),
  equal: binary(0x46),
  differ: binary(0x47),
  /** Unsigned, as are `load8` and `shr`. */
  greater: binary(0x4b),
  add: binary(0x6a),
  sub: binary(0x6b),
  and: binary(0x71),
  xor: binary(0x73),
  shl: binary(0x74),
  rotr: binary(0x78),
} as const;

export const i64 = {
  const: (value: number): Code => [0x42, signed(value)],
  /** Unsigned. */
  ofI32: unary(0xad),
  add: binary(0x7c),
  or: binary(0x84),
  shl: binary(0x86),
} as const;

export const f32 = { load: load(0x2a) } as const;

export const f64 = {
  const: (value: number): Code => [0x44, double(value)],
  load: load(0x2b),
  store: store(0x39),
  mul: binary(0xa2),
  /** Unsigned. */
  ofI64: unary(0xba),
  ofF32: unary(0xbb),
} as const;

export const v128 = {
  load: load(0xfd, 0x00),
  and: binary(0xfd, 0x4e),
  or: binary(0xfd, 0x50),
  xor: binary(0xfd, 0x51),
  isAnySet: unary(0xfd, 0x53),
} as const;

const noResult = 0x40;

/** `branch(0)` in it leaves it. To branch to the blocks, loops and conditions around it, count 1, 2 and so on. */
export function block(...body: Code): Code {
  return [0x02, noResult, body, 0x0b];
}

/** `branch(0)` in it begins it anew; otherwise it ends. */
export function loop(...body: Code): Code {
  return [0x03, noResult, body, 0x0b];
}

export function when(condition: Code, ...body: Code): Code {
  return [condition, 0x04, noResult, body, 0x0b];
}

export function branch(depth: number): Code {
  return [0x0c, depth];
}

export function branchIf(depth: number, condition: Code): Code {
  return [condition, 0x0d, depth];
}

/** A parameter of a function, or a variable, which is 0 at first. */
export class Local {
  readonly type: ValueType;
  readonly get: Code;
  readonly #index: number;

  constructor(type: ValueType, index: number) {
    this.type = type;
    this.#index = index;
    this.get = [0x20, index];
  }

  set(value: Code): Code {
    return [value, 0x21, this.#index];
  }
}

/**
 * A module with one function, `run`, whose first two locals are its parameters: numbers of 32 bits, as its result is, which the end of
 * `body` leaves. It works on `host.memory`, of `pages` pages of 64 KiB.
 */
export function moduleOf(pages: number, locals: readonly Local[], body: Code): Uint8Array<ArrayBuffer> {
  const variables = locals.slice(2).map(({ type }) => [1, valueTypes[type]]);
  const { i32 } = valueTypes;
  return Uint8Array.from(
    bytesOf([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, [1, 0x60, 2, i32, i32, 1, i32]),
      section(2, [1, name('host'), name('memory'), 0x02, 0x01, unsigned(pages), unsigned(pages)]),
      section(3, [1, 0]),
      section(7, [1, name('run'), 0x00, 0]),
      section(10, [1, sized([unsigned(variables.length), variables, body, 0x0b])]),
    ]),
  );
}

function section(id: number, content: Code): Code {
  return [id, sized(content)];
}

function sized(content: Code): Code {
  const bytes = bytesOf(content);
  return [unsigned(bytes.length), bytes];
}

function name(text: string): Code {
  return sized([...Buffer.from(text, 'latin1')]);
}

function bytesOf(code: Code, into: number[] = []): readonly number[] {
  for (const part of code) {
    if (typeof part === 'number') into.push(part);
    else bytesOf(part, into);
  }
  return into;
}
