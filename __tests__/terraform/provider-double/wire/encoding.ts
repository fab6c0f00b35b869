import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";
import { isObject, isValue, type ObjectValue, UNKNOWN, Unknown, type Value } from "../values";
import type { EncodedValue } from "./messages";

const UNKNOWN_TYPE = 0;
/** An unknown value of which Terraform says something, such as "not null"; read as a plain one. */
const REFINED_UNKNOWN_TYPE = 12;

const extensionCodec = new ExtensionCodec();
extensionCodec.register({
  type: UNKNOWN_TYPE,
  encode: (value) => (value instanceof Unknown ? new Uint8Array([0]) : null),
  decode: () => UNKNOWN,
});
extensionCodec.register({
  type: REFINED_UNKNOWN_TYPE,
  encode: () => null,
  decode: () => UNKNOWN,
});

export function encodeValue(value: Value): { msgpack: Uint8Array } {
  return { msgpack: encode(value, { extensionCodec }) };
}

/** Reads an object, or null. */
export function decodeOptionalObject(encoded: EncodedValue): ObjectValue | null {
  if (encoded === null || encoded.msgpack.length === 0) return null;
  const value = decode(encoded.msgpack, { extensionCodec });
  if (value === null || (isValue(value) && isObject(value))) return value;
  throw new Error("Terraform sent a value that is neither an object nor null");
}

/** Reads an object where the protocol does not allow null. */
export function decodeObject(encoded: EncodedValue): ObjectValue {
  const value = decodeOptionalObject(encoded);
  if (value === null) throw new Error("Terraform sent null instead of an object");
  return value;
}
