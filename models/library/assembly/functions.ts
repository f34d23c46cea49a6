// Owns packed functions: calling them, the table of named functions of ours, and the registry of global functions that
// JavaScript adds to.
import {
  Any,
  ByteView,
  DONE,
  FunctionObject,
  ModuleObject,
  Status,
  TYPE_ARRAY,
  TYPE_FUNCTION,
  TYPE_MODULE,
} from './abi';
import { fail } from './errors';
import { TVMFFIWasmSafeCall } from './env';
import { spells } from './memory';
import { newObject, release, retain } from './objects';

/** A function of ours: its arguments are borrowed, its result is owned by the caller. */
export type Packed = (list: usize, count: i32, result: Any) => Status;

/** The module that the function called last belongs to, if it belongs to one. */
export let calledModule: ModuleObject | null = null;

/** Functions of ours, found by name. */
export class NamedFunctions {
  private names: string[] = [];
  private functions: Packed[] = [];

  add(name: string, packed: Packed): void {
    this.names.push(name);
    this.functions.push(packed);
  }

  /** A new function object, or null where the name is unknown. */
  find(data: usize, size: i32, module: ModuleObject | null): FunctionObject | null {
    for (let index = 0; index < this.names.length; index++) {
      if (!spells(data, size, this.names[index])) continue;
      const object = newObject<FunctionObject>(TYPE_FUNCTION);
      object.native = changetype<usize>(this.functions[index]);
      if (module) retain(module);
      object.module = module;
      return object;
    }
    return null;
  }
}

export const globalFunctions = new NamedFunctions();

// What JavaScript registered; it wins over ours.
const registeredNames: string[] = [];
const registeredFunctions: FunctionObject[] = [];

export function findRegistered(name: string): FunctionObject | null {
  const index = registeredNames.indexOf(name);
  return index < 0 ? null : registeredFunctions[index];
}

export function call(packed: FunctionObject, list: usize, count: i32, result: Any): Status {
  if (!packed.native) return TVMFFIWasmSafeCall(packed.callback, list, count, changetype<usize>(result));
  calledModule = packed.module;
  const native = changetype<Packed>(packed.native);
  return native(list, count, result);
}

// The names below are the ABI's own.

export function TVMFFIFunctionCall(packed: FunctionObject, list: usize, count: i32, result: Any): Status {
  return call(packed, list, count, result);
}

export function TVMFFIWasmFunctionCreate(callback: i32, out: usize): Status {
  const object = newObject<FunctionObject>(TYPE_FUNCTION);
  object.callback = callback;
  store<usize>(out, changetype<usize>(object));
  return DONE;
}

export function TVMFFIFunctionSetGlobal(name: ByteView, packed: FunctionObject, replace: i32): Status {
  const spelled = String.UTF8.decodeUnsafe(name.data, name.size);
  const index = registeredNames.indexOf(spelled);
  if (index >= 0 && !replace)
    return fail(`The function "${spelled}" is already registered; choose another name.`);
  retain(packed);
  if (index >= 0) {
    release(registeredFunctions[index]);
    registeredFunctions[index] = packed;
  } else {
    registeredNames.push(spelled);
    registeredFunctions.push(packed);
  }
  return DONE;
}

/** Writes 0 for a function that nobody has, as the runtime expects. */
export function TVMFFIFunctionGetGlobal(name: ByteView, out: usize): Status {
  const registered = findRegistered(String.UTF8.decodeUnsafe(name.data, name.size));
  if (registered) retain(registered);
  const found = registered ? registered : globalFunctions.find(name.data, name.size, null);
  store<usize>(out, found ? changetype<usize>(found) : 0);
  return DONE;
}

/** The runtime asks for the two types that it wraps in classes of its own. */
export function TVMFFITypeKeyToIndex(name: ByteView, out: usize): Status {
  let index: i32 = 0;
  if (spells(name.data, name.size, 'ffi.Array')) index = TYPE_ARRAY;
  else if (spells(name.data, name.size, 'ffi.Module')) index = TYPE_MODULE;
  store<i32>(out, index);
  return DONE;
}
