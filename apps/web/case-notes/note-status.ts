import { asksForOptions, type CaseNoteDetail, gapsIn } from '#libs/case-notes';
import { isBegun, NOTE_SECTIONS, type NoteSection, sectionWith } from './note-sections.ts';

export type TaskStatus = 'Completed' | 'Incomplete' | 'Not yet started' | 'Cannot start yet';

/**
 * How far a page of the form is. What was typed there and not saved makes it incomplete, and so does what nobody can
 * review a note without; a page of which nothing is required is complete with anything on it.
 */
export function statusOf(section: NoteSection, note: CaseNoteDetail, unsaved: ReadonlySet<string>): TaskStatus {
  if (unsaved.has(section.slug)) return 'Incomplete';
  if (!isBegun(section, note)) return 'Not yet started';
  const gaps = gapsIn(note).some(({ field }) => sectionWith(field) === section);
  const oneOption = section.slug === 'options' && asksForOptions(note.stage) && note.options.length < 2;
  return gaps || oneOption ? 'Incomplete' : 'Completed';
}

/** Checking and submitting: not before every page is saved that a note cannot be reviewed without. */
export function checkStatus(note: CaseNoteDetail, unsaved: ReadonlySet<string>): TaskStatus {
  if (note.status !== 'draft') return 'Completed';
  return unsaved.size > 0 || gapsIn(note).length > 0 ? 'Cannot start yet' : 'Not yet started';
}

/** "5 of 13". */
export const completedOf = (note: CaseNoteDetail, unsaved: ReadonlySet<string>): number =>
  NOTE_SECTIONS.filter((section) => statusOf(section, note, unsaved) === 'Completed').length;
