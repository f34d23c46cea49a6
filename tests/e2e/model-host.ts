// Owns a host of models on this machine: files of one folder, any span of them, as slowly as it is told, over
// connections that a test can cut. It keeps a book of what it was asked for and how much of it left.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Bytes from `from` to the one behind the last that left. */
export interface Sent {
  readonly path: string;
  readonly from: number;
  to: number;
}

export interface ModelHost {
  readonly address: string;
  readonly sent: Sent[];
  bytesPerSecond: number;
  /** No request is answered. */
  isAway: boolean;
  /** Every connection breaks. */
  cut(): void;
  stop(): Promise<void>;
}

const pieceBytes = 64 * 1024;

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const settle = () => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.once('drain', settle).once('close', settle);
  });

export async function modelHost(folder: string): Promise<ModelHost> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    if (host.isAway) request.socket.destroy();
    else void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'range');
    const file = await readFile(join(folder, path)).catch(() => null);
    if (!file || request.method === 'OPTIONS') {
      response.writeHead(file ? 204 : 404).end();
      return;
    }
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const from = Number(first ?? 0);
    const end = last ? Number(last) + 1 : file.length;
    response.setHeader('Content-Length', end - from);
    if (first !== undefined)
      response.writeHead(206, { 'Content-Range': `bytes ${from}-${end - 1}/${file.length}` });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    await send(file.subarray(0, end), { path, from, to: from }, response);
  }

  async function send(file: Buffer, entry: Sent, response: ServerResponse): Promise<void> {
    sent.push(entry);
    while (entry.to < file.length && !response.destroyed) {
      const piece = file.subarray(entry.to, entry.to + pieceBytes);
      if (!response.write(piece)) await drained(response);
      entry.to += piece.length;
      await pause((1000 * pieceBytes) / host.bytesPerSecond);
    }
    response.end();
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const host: ModelHost = {
    address: `http://127.0.0.1:${port}/`,
    sent,
    bytesPerSecond: Infinity,
    isAway: false,
    cut: () => server.closeAllConnections(),
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return host;
}
