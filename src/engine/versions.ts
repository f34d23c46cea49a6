// Owns the versions of the engines' libraries, as they stand in every answer's build; a test holds them to
// what is installed. The packages do not say it themselves.
export const webLlmVersion = '0.2.86';
export const wllamaVersion = '3.8.1';
