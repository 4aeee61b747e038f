import { type CaseNotesWriter } from '#libs/case-notes';
import { type ContentType } from '../content-types.ts';
import { type RecordKind } from '../kinds.ts';
import { caseNotes, CaseNoteRecord } from './case-notes.ts';
import { circles, CircleRecord } from './circles.ts';
import { GuideRecord, guides } from './guides.ts';
import { ObjectionRecord, objections } from './objections.ts';
import { OrganisationRecord, organisations } from './organisations.ts';
import { PractitionerRecord, practitioners } from './practitioners.ts';
import { QuestionRecord, questions } from './questions.ts';
import { TacticRecord, tactics } from './tactics.ts';

/** The class of each type. */
export const RECORDS: Readonly<Record<ContentType, new () => object>> = {
  organisation: OrganisationRecord,
  practitioner: PractitionerRecord,
  circle: CircleRecord,
  'case-note': CaseNoteRecord,
  question: QuestionRecord,
  guide: GuideRecord,
  tactic: TacticRecord,
  objection: ObjectionRecord,
};

/** How each type is read and kept. A case note is kept by its own lib, which computes what its figures say. */
export const kindsWith = (writer: CaseNotesWriter): Readonly<Record<ContentType, RecordKind>> => ({
  organisation: organisations,
  practitioner: practitioners,
  circle: circles,
  'case-note': caseNotes(writer),
  question: questions,
  guide: guides,
  tactic: tactics,
  objection: objections,
});
