import { type FileCode } from './kinds.ts';
import { redraw } from './redraw.ts';

/** A picture comes in, its kind as the first argument; out go its size in eight bytes, and the picture drawn anew. */
const parts: Buffer[] = [];
for await (const part of process.stdin) parts.push(part as Buffer);
const { bytes, width, height } = await redraw(Buffer.concat(parts), process.argv[2] as FileCode);
const size = Buffer.alloc(8);
size.writeUInt32BE(width, 0);
size.writeUInt32BE(height, 4);
process.stdout.write(Buffer.concat([size, bytes]));
