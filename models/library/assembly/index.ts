// Owns the face of the library: the exports that web-llm's runtime looks for, by the ABI's names. Nothing else leaves.
import { Status } from './abi';
import { fail } from './errors';
import { registerKeyValueFunctions } from './key-value-cache';
import { registerModuleFunctions } from './module';
import { registerParameterFunctions } from './parameters';
import { registerRuntimeFunctions } from './runtime';

export { TVMWasmAllocSpace, TVMWasmFreeSpace } from './memory';
export { TVMFFIErrorSetRaisedFromCStr, TVMFFIWasmGetLastError } from './errors';
export { TVMFFIAnyViewToOwnedAny, TVMFFIObjectDecRef, TVMFFIObjectIncRef } from './objects';
export {
  TVMFFIFunctionCall,
  TVMFFIFunctionGetGlobal,
  TVMFFIFunctionSetGlobal,
  TVMFFITypeKeyToIndex,
  TVMFFIWasmFunctionCreate,
} from './functions';

registerRuntimeFunctions();
registerParameterFunctions();
registerKeyValueFunctions();
registerModuleFunctions();

/** The start function of the module has done everything by the time the runtime calls this. */
export function _initialize(): void {}

export function TVMFFIDataTypeToString(dataType: usize, out: usize): Status {
  return fail('This model library returns no data types; nothing should ask for the name of one.');
}

/** The runtime asks for the name of a type only to print it. */
export function TVMFFIGetTypeInfo(type: i32): usize {
  return 0;
}
