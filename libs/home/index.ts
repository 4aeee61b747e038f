/** What a person sees first: what other people are doing, and what waits for them. Reads only. */
export { type FrontRow, HomeQueries, type MemberRow, type NoteRow, type QuestionRow } from './home.queries.ts';
export { HomeModule } from './home.module.ts';
