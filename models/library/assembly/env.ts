// Owns the border towards JavaScript: the two functions that web-llm's runtime gives to the module it loads. It gives them
// under the module name "env", which the compiler takes from the name of this file.

/** Calls the JavaScript callback with this number. */
export declare function TVMFFIWasmSafeCall(callback: i32, list: usize, count: i32, result: usize): i32;

/** Tells JavaScript that no reference to its callback is left. */
export declare function TVMFFIWasmFunctionDeleter(callback: i32): void;
