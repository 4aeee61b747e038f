/**
 * Files that people put beside what they write: pictures, drawn anew, and documents, kept as they are.
 *
 * Promises: what a file is, its bytes say; nothing of a picture is kept but its pixels; no file is larger than can be
 * kept, and nobody keeps more than their share; what is in no post within a day, and in no draft, is gone.
 */
export { DescribeInput } from './files.inputs.ts';
export { FilesModule } from './files.module.ts';
export { FileNotFound, FilesService, tooLarge, type Upload } from './files.service.ts';
export { FILE_CODES, FILE_KINDS, type FileCode, kindOf } from './kinds.ts';
export { FILE_LIMITS } from './limits.ts';
export { type UploadedFile } from './uploaded-file.ts';
