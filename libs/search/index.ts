/**
 * Search: one box over case notes, questions with their answers, guidance, tactics, objections, councils,
 * spin-outs and people.
 *
 * The index is one table that triggers keep in the transaction of each change (see its migration); this lib only reads
 * it, and rebuilds it on demand. Promises: what a reader may not open is not in results, counts, facets, snippets or
 * suggestions; what is hidden or withdrawn is not in the index at all; no words that a person can type are an error.
 */
export { markedHtml, type Piece, pieces } from './marked.ts';
export { RESULT_TYPES, type ResultType, SearchInput, SimilarInput } from './search.inputs.ts';
export { SearchLimits } from './search.limits.ts';
export { SearchModule } from './search.module.ts';
export { type Found, type Likely, type ResultDetails, type ResultRow, SearchQueries } from './search.queries.ts';
export { type ReindexProgress, SearchService } from './search.service.ts';
