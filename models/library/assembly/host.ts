// Owns the border towards JavaScript: the two functions that web-llm's runtime gives to the module it loads.

/** Calls the JavaScript callback with this number. */
@external('env', 'TVMFFIWasmSafeCall')
export declare function TVMFFIWasmSafeCall(callback: i32, list: usize, count: i32, result: usize): i32;

/** Tells JavaScript that no reference to its callback is left. */
@external('env', 'TVMFFIWasmFunctionDeleter')
export declare function TVMFFIWasmFunctionDeleter(callback: i32): void;
