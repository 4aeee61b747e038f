/** What every HTTP app needs: an application without a port of its own, typed input, and the origin rule. */
export { createHttpApp, type HttpApp } from './create-app.ts';
export { IdPipe } from './id.pipe.ts';
export { InputPipe } from './input.pipe.ts';
export { NumberPipe } from './number.pipe.ts';
export { hasParts, joined, type PartFile, type Parts, TakesParts, withoutFiles, withParts } from './parts.ts';
export { isSameOrigin } from './same-origin.ts';
