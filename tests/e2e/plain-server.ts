// Owns a host that knows nothing of Parley: static files under a sub-path, no headers of ours, and a switch that takes it away.
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

export interface PlainHost {
  readonly address: string;
  stop(): Promise<void>;
}

export async function plainHost(folder: string): Promise<PlainHost> {
  const prefix = '/some/sub path/';
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const below = path.startsWith(prefix) ? path.slice(prefix.length) || 'index.html' : null;
    const answer = below === null ? Promise.reject(new Error('Elsewhere.')) : readFile(join(folder, below));
    answer.then(
      (content) => {
        response.setHeader('Content-Type', types[extname(below ?? '')] ?? 'application/octet-stream');
        response.end(content);
      },
      () => {
        response.statusCode = 404;
        response.end();
      },
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}${encodeURI(prefix)}`,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
