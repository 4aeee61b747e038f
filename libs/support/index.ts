/**
 * The support directory: programmes, paid advisers and peers side by side. A programme is help that somebody runs for a
 * time; an adviser is paid; a peer has done it and answers for nothing.
 *
 * Promises: whether a programme is open follows from its days alone, without anybody's doing; each says where it comes
 * from and when that was checked; peers are shown to members alone.
 */
export { type Directory, type ProgrammeRow, SupportQueries } from './support.queries.ts';
export { EditProgrammeInput, NewProgrammeInput, SupportListInput, SUPPORT_SHOWN } from './support.inputs.ts';
export { SupportModule } from './support.module.ts';
export { SupportService } from './support.service.ts';
