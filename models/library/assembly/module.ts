// Owns the module that web-llm loads: its functions by name, and the metadata that describes the model.
import { Any, DONE, ModuleObject, Status, TYPE_MODULE, TYPE_TENSOR, objectAt, valueAt } from './abi';
import { bytesOf, newText, sizeOf } from './bytes';
import { connectToGpu } from './device';
import { fail } from './errors';
import { embed, forward } from './forward';
import { calledModule, globalFunctions, NamedFunctions } from './functions';
import { registerKernelFunctions } from './kernels';
import { createKeyValueCache } from './key-value-cache';
import { newObject, retain } from './objects';
import { pool } from './pooled';
import { registerSamplingFunctions } from './sampling';
import { METADATA } from '../.build/configuration';

const moduleFunctions = new NamedFunctions();

/** The system library and its executable are both this module. */
function newModule(list: usize, count: i32, result: Any): Status {
  result.setObject(newObject<ModuleObject>(TYPE_MODULE));
  return DONE;
}

function initialize(list: usize, count: i32, result: Any): Status {
  return connectToGpu();
}

function metadata(list: usize, count: i32, result: Any): Status {
  result.setObject(newText(METADATA));
  return DONE;
}

function getParameters(list: usize, count: i32, result: Any): Status {
  const module = calledModule;
  const parameters = module ? module.parameters : null;
  if (!parameters) return fail('This module holds no parameters; load the weights first.');
  retain(parameters);
  result.setObject(parameters);
  return DONE;
}

/** web-llm has one name for a writer's and for a placer's reading; the second argument is a cache, or a mask. */
function prefill(list: usize, count: i32, result: Any): Status {
  return valueAt(list, 1).type == TYPE_TENSOR ? pool(list, count, result) : forward(list, count, result);
}

/** (module, name, whether to look at imports): the function, or nothing. */
function getFunction(list: usize, count: i32, result: Any): Status {
  const name = valueAt(list, 1);
  const found = moduleFunctions.find(bytesOf(name), sizeOf(name), objectAt<ModuleObject>(list, 0));
  if (found) result.setObject(found);
  return DONE;
}

export function registerModuleFunctions(): void {
  globalFunctions.add('ffi.SystemLib', newModule);
  globalFunctions.add('ffi.ModuleGetFunction', getFunction);
  moduleFunctions.add('vm_load_executable', newModule);
  moduleFunctions.add('vm_initialization', initialize);
  moduleFunctions.add('_metadata', metadata);
  moduleFunctions.add('get_params', getParameters);
  moduleFunctions.add('create_tir_paged_kv_cache', createKeyValueCache);
  moduleFunctions.add('embed', embed);
  moduleFunctions.add('prefill', prefill);
  moduleFunctions.add('decode', forward);
  registerKernelFunctions(moduleFunctions);
  registerSamplingFunctions(moduleFunctions);
}
