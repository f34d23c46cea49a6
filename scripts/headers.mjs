// Owns the headers that guard every answer of the studio's origin: pages, worker scripts, models, errors. The built
// studio's server and the development server send the same ones, so that nothing works in one and breaks in the other.

/**
 * Worker scripts need the policy too: a page's connect-src does not bind a worker that was loaded from the network.
 * Models come over https; a person's own endpoint may be on this machine, to which names below localhost lead as well. Which
 * hosts are really asked is decided by the gate round fetch, not here.
 * @param {string} hotReload the one thing that only development connects to
 */
const contentSecurityPolicy = (hotReload) =>
  [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    `connect-src 'self' https: http://127.0.0.1:* http://localhost:* http://*.localhost:*${hotReload}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** What the studio never asks a browser for. */
const refusedPermissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
];

/**
 * @param {{ readonly development: boolean }} [situation]
 * @returns {Record<string, string>}
 */
export const securityHeaders = ({ development } = { development: false }) => ({
  'Content-Security-Policy': contentSecurityPolicy(development ? ' ws://127.0.0.1:*' : ''),
  // The two that together allow shared memory, and so threads for inference on the CPU.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': refusedPermissions.map((name) => `${name}=()`).join(', '),
});
