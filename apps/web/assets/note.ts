/** On the pages of the form of a case note: what is typed is kept at the server while somebody writes. */
import { forgetSentDraft } from './live/drafts.ts';
import { KeptPage } from './live/kept-page.ts';

forgetSentDraft();
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-note-page]')) new KeptPage(form).begin();
