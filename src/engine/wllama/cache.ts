// Owns the name under which files for wllama lie in the browser, for whoever looks there without loading the library.

/** The Cache API's name for files that we keep ourselves. */
export const modelsCache = 'parley-models';
