/** A TensorProto that holds one number (tensorflow/core/framework/tensor.proto): scalars of TensorFlow 2 and Keras. */
import { MessageCursor, wireType } from './protobuf.ts';

/** `DataType` of tensorflow/core/framework/types.proto, as far as a number can have it. */
const dataType = {
  float: 1,
  double: 2,
  int32: 3,
  uint8: 4,
  int16: 5,
  int8: 6,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  uint16: 17,
  half: 19,
  uint32: 22,
  uint64: 23,
} as const;

const field = {
  dtype: 1,
  shape: 2,
  content: 4,
  float: 5,
  double: 6,
  int: 7,
  int64: 10,
  bool: 11,
  half: 13,
  uint32: 16,
  uint64: 17,
} as const;

export interface TensorScalar {
  readonly value: number;
  /** Where it stands in the bytes, if as a number of 32 bits. */
  readonly floatAt?: number;
}

/** The number of a tensor without dimensions; undefined where it has some, or is text. Throws RangeError on a damaged message. */
export function scalarOf(view: DataView, start: number, end: number): TensorScalar | undefined {
  const cursor = new MessageCursor(view, start, end);
  let type = 0;
  let content: MessageCursor | undefined;
  let listed: Listed | undefined;
  while (cursor.next()) {
    switch (cursor.field) {
      case field.dtype:
        type = cursor.varint();
        break;
      case field.shape:
        if (!isWithoutDimensions(cursor.inside())) return undefined;
        break;
      case field.content:
        content = cursor.inside();
        break;
      case field.float:
        listed = firstOf(cursor, wireType.fixed32);
        break;
      case field.double:
        listed = firstOf(cursor, wireType.fixed64);
        break;
      case field.int:
      case field.int64:
      case field.bool:
      case field.half:
      case field.uint32:
      case field.uint64:
        listed = firstOf(cursor, wireType.varint);
        break;
      default:
        cursor.skip();
    }
  }
  if (content !== undefined && content.end > content.at) {
    return tensorScalar(fromContent(type, view, content.at, content.end), type === dataType.float, content.at);
  }
  return listed === undefined
    ? undefined
    : tensorScalar(fromList(type, listed.value), type === dataType.float && listed.kind === wireType.fixed32, listed.at);
}

function tensorScalar(value: number | undefined, isFloat: boolean, at: number): TensorScalar | undefined {
  if (value === undefined) return undefined;
  return isFloat ? { value, floatAt: at } : { value };
}

/** Field 2 holds the dimensions, field 3 says that even their number is unknown. */
function isWithoutDimensions(shape: MessageCursor): boolean {
  while (shape.next()) {
    if (shape.field === 2 || shape.field === 3) return false;
    shape.skip();
  }
  return true;
}

interface Listed {
  readonly value: number;
  readonly at: number;
  /** Its wire type. */
  readonly kind: number;
}

/** Lists of numbers are packed into one field or stand one by one. */
function firstOf(cursor: MessageCursor, kind: number): Listed | undefined {
  const from = cursor.wire === wireType.bytes ? cursor.inside() : cursor;
  const { at, end } = from;
  if (at >= end) return undefined;
  if (kind === wireType.fixed32) return { value: from.float(), at, kind };
  return { value: kind === wireType.fixed64 ? from.double() : from.varint(), at, kind };
}

function fromList(type: number, listed: number): number | undefined {
  switch (type) {
    case dataType.half:
      return halfOf(listed);
    case dataType.bfloat16:
      return bfloat16Of(listed);
    case dataType.uint64:
      return listed < 0 ? listed + 2 ** 64 : listed;
    default:
      return Object.values<number>(dataType).includes(type) ? listed : undefined;
  }
}

function fromContent(type: number, view: DataView, at: number, end: number): number | undefined {
  const length = end - at;
  switch (type) {
    case dataType.float:
      return length === 4 ? view.getFloat32(at, true) : undefined;
    case dataType.double:
      return length === 8 ? view.getFloat64(at, true) : undefined;
    case dataType.half:
      return length === 2 ? halfOf(view.getUint16(at, true)) : undefined;
    case dataType.bfloat16:
      return length === 2 ? bfloat16Of(view.getUint16(at, true)) : undefined;
    case dataType.int8:
      return length === 1 ? view.getInt8(at) : undefined;
    case dataType.uint8:
    case dataType.bool:
      return length === 1 ? view.getUint8(at) : undefined;
    case dataType.int16:
      return length === 2 ? view.getInt16(at, true) : undefined;
    case dataType.uint16:
      return length === 2 ? view.getUint16(at, true) : undefined;
    case dataType.int32:
      return length === 4 ? view.getInt32(at, true) : undefined;
    case dataType.uint32:
      return length === 4 ? view.getUint32(at, true) : undefined;
    case dataType.int64:
      return length === 8 ? Number(view.getBigInt64(at, true)) : undefined;
    case dataType.uint64:
      return length === 8 ? Number(view.getBigUint64(at, true)) : undefined;
    default:
      return undefined;
  }
}

/** IEEE 754 binary16. */
function halfOf(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The upper half of a binary32. */
function bfloat16Of(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits & 0xffff);
  return view.getFloat32(0);
}
