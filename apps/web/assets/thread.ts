/** On pages with a discussion or a longer form: live replies, sending in place, drafts. All of it works without, too. */
import { attachInPlace } from './live/attach.ts';
import { askBeforePosting, noteSeen } from './live/before.ts';
import { Connection } from './live/connection.ts';
import { showKeptTexts } from './live/kept-texts.ts';
import { forgetSentDraft, keepDraft } from './live/drafts.ts';
import { showPresence } from './live/presence.ts';
import { Reading } from './live/reading.ts';
import { suggestNames } from './live/complete.ts';
import { previewInPlace } from './live/preview.ts';
import { sendInPlace } from './live/reply-form.ts';
import { showHelpers } from './live/helpers.ts';
import { closeMenus } from './live/post-menu.ts';
import { quoteInPlace } from './live/quote.ts';
import { suggestWhileWriting } from './live/similar.ts';
import { Standing } from './live/standing.ts';
import { Status } from './live/status.ts';
import { Trail } from './live/trail.ts';

forgetSentDraft();
closeMenus();
// Before drafts, which may bring files back.
for (const area of document.querySelectorAll<HTMLElement>('[data-attach]')) attachInPlace(area);
for (const written of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) keepDraft(written);

for (const holder of document.querySelectorAll<HTMLElement>('[data-complete]')) suggestNames(holder);
for (const button of document.querySelectorAll<HTMLButtonElement>('button[name=preview]')) previewInPlace(button);
for (const questions of document.querySelectorAll<HTMLDetailsElement>('[data-before]')) askBeforePosting(questions);
for (const note of document.querySelectorAll<HTMLElement>('[data-records-note]')) noteSeen(note);

const helpers = document.querySelector<HTMLElement>('[data-helpers]');
if (helpers) void showHelpers(helpers);

const similar = document.querySelector<HTMLElement>('[data-similar]');
if (similar) suggestWhileWriting(similar);

const thread = document.querySelector<HTMLElement>('[data-thread]');
const list = document.querySelector<HTMLElement>('[data-posts]');
const line = document.querySelector<HTMLElement>('[data-live]');
const bar = document.querySelector<HTMLElement>('[data-new-replies]');
const voice = document.querySelector<HTMLElement>('[data-announce]');
const head = document.querySelector<HTMLElement>('[data-standing]');
const replyArea = document.querySelector<HTMLElement>('[data-reply-area]');
const people = document.querySelector<HTMLElement>('[data-people]');
const typing = document.querySelector<HTMLElement>('[data-typing]');

if (thread && list && line && bar && voice && head && replyArea && people && typing) {
  const id = thread.dataset['thread'] ?? '';
  const status = new Status(line, voice);
  const { seq, me, more } = thread.dataset;
  const trail = new Trail(id, Number(seq), list, bar, more === 'yes', me, (words) => status.say(words));
  const standing = new Standing(id, head, replyArea, (words) => status.say(words));
  const connection = new Connection(id, trail, standing, status, showPresence(people, typing));
  if (thread.dataset['read'] !== undefined) new Reading(id, Number(thread.dataset['read']), list);
  const form = document.querySelector<HTMLFormElement>('form[data-reply-form]');
  if (form) quoteInPlace(form);
  if (me && !replyArea.querySelector('form')) void showKeptTexts(replyArea, id, me, list);
  if (form && me) sendInPlace(form, { id, me, area: replyArea }, trail, connection, (words) => status.say(words));
}
