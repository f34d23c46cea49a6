// Owns where things are: the checkout, its output, the ports. Refuses to know what is done with them.
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The root of the checkout, wherever the command was called from. */
export const checkoutRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
export const builtRoot = join(checkoutRoot, 'dist');

/** IndexedDB belongs to an origin, so the studio's address never changes by itself. */
export const studioHost = '127.0.0.1';
export const studioPort = 4750;
/** Work with hot reload has an origin, and so data, of its own. */
export const developmentPort = 4751;
