/**
 * OPC UA values (variants) and the port's plain ones, both ways. What has no plain form
 * (structures, matrices) is reported as bad rather than guessed.
 */

import { DataType, type DataValue, Variant, VariantArrayType } from 'node-opcua-client';
import type { DriverValue, Sample, SampleQuality } from '../../driver.ts';

export function toSample(address: string, data: DataValue, nowMs: number): Sample {
  const { statusCode, value: variant } = data;
  const atMs = (data.sourceTimestamp ?? data.serverTimestamp)?.getTime() ?? nowMs;
  const quality: SampleQuality = statusCode.isGood()
    ? 'good'
    : statusCode.isBad()
      ? 'bad'
      : 'uncertain';
  if (quality === 'bad') return { address, quality, reason: statusCode.name, atMs };
  const value = variant === undefined ? undefined : toPlain(variant);
  if (value === undefined) return { address, quality: 'bad', reason: 'NoPlainValue', atMs };
  const reason = quality === 'good' ? {} : { reason: statusCode.name };
  return { address, value, quality, ...reason, atMs };
}

/** Undefined for nothing, and for what has no plain form. */
export function toPlain(variant: Variant): DriverValue | undefined {
  if (variant.arrayType === VariantArrayType.Scalar) {
    return toScalar(variant.dataType, variant.value);
  }
  if (variant.arrayType !== VariantArrayType.Array) return undefined;
  const all = Array.from(variant.value as ArrayLike<unknown>, (each) =>
    toScalar(variant.dataType, each),
  );
  return all.some((each) => each === undefined) ? undefined : (all as DriverValue[]);
}

function toScalar(dataType: DataType, value: unknown): DriverValue | undefined {
  if (value === null || value === undefined) return undefined;
  switch (dataType) {
    case DataType.Boolean:
      return Boolean(value);
    case DataType.Float:
      // The shortest decimal that names the same single: 0.1, not 0.10000000149011612.
      return plainNumber(Number(Math.fround(Number(value)).toPrecision(7)));
    case DataType.Double:
      return plainNumber(Number(value));
    case DataType.SByte:
    case DataType.Byte:
    case DataType.Int16:
    case DataType.UInt16:
    case DataType.Int32:
    case DataType.UInt32:
      return Number(value);
    case DataType.Int64:
    case DataType.UInt64:
      return plainLong(value as readonly [number, number], dataType === DataType.Int64);
    case DataType.String:
    case DataType.Guid:
      return String(value);
    case DataType.DateTime:
      return (value as Date).toISOString();
    case DataType.ByteString:
      return (value as Buffer).toString('base64');
    case DataType.LocalizedText:
      return (value as { text?: string | null }).text ?? undefined;
    case DataType.QualifiedName:
      return (value as { name?: string | null }).name ?? undefined;
    case DataType.StatusCode:
      return (value as { name: string }).name;
    case DataType.NodeId:
    case DataType.ExpandedNodeId:
      return String(value);
    default:
      return undefined;
  }
}

/** JSON has no infinities; XSD spells them. */
function plainNumber(value: number): DriverValue {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF';
  return value;
}

function plainLong([high, low]: readonly [number, number], isSigned: boolean): DriverValue {
  const bits = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  const long = isSigned ? BigInt.asIntN(64, bits) : bits;
  const number = Number(long);
  return Number.isSafeInteger(number) ? number : long.toString();
}

/** Undefined where the value cannot be one of the machine's data type. */
export function toVariant(value: DriverValue, dataType: DataType): Variant | undefined {
  if (Array.isArray(value)) {
    const all = value.map((each) => fromScalar(each as DriverValue, dataType));
    if (all.some((each) => each === undefined)) return undefined;
    return new Variant({ dataType, arrayType: VariantArrayType.Array, value: all });
  }
  const scalar = fromScalar(value, dataType);
  if (scalar === undefined) return undefined;
  return new Variant({ dataType, arrayType: VariantArrayType.Scalar, value: scalar });
}

const integerRanges = new Map<DataType, readonly [min: number, max: number]>([
  [DataType.SByte, [-128, 127]],
  [DataType.Byte, [0, 255]],
  [DataType.Int16, [-32_768, 32_767]],
  [DataType.UInt16, [0, 65_535]],
  [DataType.Int32, [-(2 ** 31), 2 ** 31 - 1]],
  [DataType.UInt32, [0, 2 ** 32 - 1]],
]);

function fromScalar(value: DriverValue, dataType: DataType): unknown {
  const range = integerRanges.get(dataType);
  if (range !== undefined) {
    const number = fromNumber(value);
    const fits = Number.isInteger(number) && number >= range[0] && number <= range[1];
    return fits ? number : undefined;
  }
  switch (dataType) {
    case DataType.Boolean:
      if (typeof value === 'boolean') return value;
      return value === 'true' || value === 'false' ? value === 'true' : undefined;
    case DataType.Float:
    case DataType.Double: {
      const named = { NaN: Number.NaN, INF: Infinity, '-INF': -Infinity }[String(value)];
      const number = named ?? fromNumber(value);
      return named === undefined && Number.isNaN(number) ? undefined : number;
    }
    case DataType.Int64:
    case DataType.UInt64:
      return fromLong(value, dataType === DataType.Int64);
    case DataType.String:
      return typeof value === 'object' ? undefined : String(value);
    case DataType.LocalizedText:
      return typeof value === 'object' ? undefined : { text: String(value) };
    case DataType.DateTime: {
      const date = new Date(String(value));
      return Number.isNaN(date.getTime()) ? undefined : date;
    }
    case DataType.ByteString:
      return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
    default:
      return undefined;
  }
}

function fromNumber(value: DriverValue): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function fromLong(value: DriverValue, isSigned: boolean): unknown {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  if (!/^-?\d+$/.test(String(value))) return undefined;
  const long = BigInt(value);
  const wrapped = isSigned ? BigInt.asIntN(64, long) : BigInt.asUintN(64, long);
  if (wrapped !== long) return undefined;
  const bits = BigInt.asUintN(64, long);
  return [Number(bits >> 32n), Number(bits & 0xffff_ffffn)];
}
