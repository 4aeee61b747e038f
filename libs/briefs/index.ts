/**
 * Briefs and downloads: a case note or a guide on one page for somebody who decides, and as a file to send on.
 *
 * Its words: an *audience* is who a brief is for; a *reading* is a note as a brief may know it. Promises: audiences
 * differ in order and emphasis, never in facts; of a published note nothing is in a brief that anybody signed out may
 * not read, whoever asks; what is not public says so; a figure that has no room is counted, never dropped in silence.
 */
export { AUDIENCES, type Audience, audienceCodes, OWNERSHIP_TERMS } from './audiences.ts';
export { briefOf } from './brief.ts';
export { BriefInput, DownloadInput } from './briefs.inputs.ts';
export { BriefsModule } from './briefs.module.ts';
export { BriefsQueries, type CouncilContext, type Reading } from './briefs.queries.ts';
export { DownloadLimits } from './download.limits.ts';
export { Downloads, type DownloadedFile } from './downloads.ts';
export { guideBriefOf } from './guide-brief.ts';
export { noteDocument } from './note-document.ts';
