// Tells zod, before anything of it is made, not to try whether it may compile shapes to functions: the security policy says no,
// and some browsers put each such try on the console as an error.
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
